"""
Closed lists of words, written as running text.
"""


def listed(text: str) -> frozenset[str]:
    """
    Return the words of *text*.
    """
    return frozenset(text.split())
