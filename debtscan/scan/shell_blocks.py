"""
Where the blocks of a shell text end.
"""

from debtscan.scan.shell_lexer import Statement


def end_of_function(body: list[Statement], at: int) -> int:
    """
    Return where the braces close that follow the name of a function, 0 where there are none.
    """
    depth = 0
    for index in range(at, len(body)):
        words = body[index].words
        opens = words == ("{",) or (words[:1] == ("function",) and words[-1:] == ("{",))
        depth += opens - (words == ("}",))
        if depth == 0 and index > at:
            return index if words == ("}",) else 0
    return 0


def end_of_loop(body: list[Statement], at: int) -> int:
    """
    Return where the loop ends whose "do" comes first, the length of *body* where it never does.
    """
    depth = 0
    while at < len(body):
        first = body[at].words[:1]
        if first == ("do",):
            depth += 1
        elif first == ("done",):
            depth -= 1
            if depth <= 0:
                return at
        at += 1
    return len(body)
