"""
What is counted in a Go file.
"""

from debtscan.model.declaration import CodeFacts
from debtscan.scan.go.tree import GoFile, line_of


def count(file: GoFile) -> CodeFacts:
    """
    Return lines and McCabe's complexity of each function, counted as gocyclo does: 1 + if, for, case, && and ||.
    """
    points = [1] * len(file.functions)
    for node in (*file.nodes("branch"), *file.nodes("loop")):
        index = file.function_index(node.start_byte)
        if index is not None:
            points[index] += 1
    worst = max(range(len(points)), key=points.__getitem__, default=None)
    return CodeFacts(
        "go",
        lines=lines_of_code(file.data),
        functions=len(points),
        complexity=sum(points),
        complexity_max=points[worst] if worst is not None else 0,
        worst=file.functions[worst][0] if worst is not None else "",
        worst_line=line_of(file.functions[worst][1]) if worst is not None else None,
    )


def lines_of_code(data: bytes) -> int:
    """
    Return the lines that are neither blank nor comment only; a block comment counts as comment up to its end.
    """
    count = 0
    inside = False
    for line in data.split(b"\n"):
        word = line.strip()
        if inside or word.startswith(b"/*"):
            inside = b"*/" not in word
        elif word and not word.startswith(b"//"):
            count += 1
    return count
