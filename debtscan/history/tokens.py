"""
Git's output with `-z` as tokens, kept apart from the error that may end it.
"""

from collections.abc import Iterator

from debtscan.safe.git import GitError


class Tokens:
    """
    The NUL-terminated tokens of a stream, once; when they are used up *error* says how the stream ended.

    A last token without its NUL is not given: the stream broke off inside it.
    """

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.error: str | None = None  # None = git ended well
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        pieces: list[bytes] = []  # of the token that is still open; joined once, however many chunks it spans
        for chunk in self._readable():
            first, *others = chunk.split(b"\0")
            pieces.append(first)
            if others:
                yield b"".join(pieces)
                pieces = [others.pop()]
                yield from others

    def _readable(self) -> Iterator[bytes]:
        try:
            yield from self._chunks
        except GitError as error:
            self.error = str(error) or "git failed"
