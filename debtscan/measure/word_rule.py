"""
The plain word rule: operations where the subject speaks of a correction, an update, a release or a way back.

It understates operations (corrections are often worded without such a word), so it is the yardstick for a better judge.
"""

import re

_ENGLISH = re.compile(
    r"\b(?:fix(?:e[sd])?|bug|revert|bump|upgrade|updates?|hotfix|error|fail(?:s|ed|ure)?|broken|release|flaky|deprecated?)\b",
    re.IGNORECASE | re.ASCII,
)
_JAPANESE = re.compile("修正|不具合|バグ|障害|戻す|ロールバック|更新|バージョンアップ")


def says_operations(subject: str, *, bot: bool = False) -> bool:
    """
    Tell whether the *subject* of a commit reads like operations; commits of bots always are.
    """
    return bot or bool(_ENGLISH.search(subject) or _JAPANESE.search(subject))
