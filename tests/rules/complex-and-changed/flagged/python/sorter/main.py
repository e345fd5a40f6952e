"""Sorts documents."""


def sort_out(kind: str, value: int) -> int:
    """Return the tray of a document."""
    if kind == "pdf" and value > 0:
        return 0
    if kind == "csv" and value > 1:
        return 1
    if kind == "png" and value > 2:
        return 2
    if kind == "jpg" and value > 3:
        return 3
    if kind == "txt" and value > 4:
        return 4
    if kind == "xml" and value > 5:
        return 5
    if kind == "html" and value > 6:
        return 6
    if kind == "json" and value > 7:
        return 7
    if kind == "yaml" and value > 8:
        return 8
    if kind == "toml" and value > 9:
        return 9
    if kind == "ini" and value > 10:
        return 10
    if kind == "doc" and value > 11:
        return 11
    return -1


if __name__ == "__main__":
    print(sort_out("pdf", 3))
