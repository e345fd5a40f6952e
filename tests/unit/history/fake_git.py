"""
A repository made of values: it answers the two `git log` commands of the history as git does, byte for byte.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from debtscan.safe.git import GitError

DAY = 86_400
TODAY = 1_700_000_000


def name_of(number: int) -> str:
    """
    Return the id of commit *number*.
    """
    return f"{number:040x}"


class FakeCommit(Struct, frozen=True):
    """
    One commit; *touched* are the tokens that `--name-status -z` prints for it.
    """

    commit: str
    parents: tuple[str, ...] = ()
    authored: bytes = b"1600000000"
    committed: bytes = b"1600000000"
    name: bytes = b"Ann Able"
    mail: bytes = b"ann@example.com"
    subject: bytes = b"Add things"
    body: bytes = b""
    tags: bytes = b""
    trailers: bytes = b""
    reviews: bytes = b""
    touched: tuple[bytes, ...] = ()


class FakeRepository:
    """
    Commits newest first. Git dies over the trees of *dead* commits, and cannot order commits where one is *lost*.
    """

    def __init__(
        self,
        commits: Sequence[FakeCommit] = (),
        *,
        shallow: bool = False,
        dead: Iterable[str] = (),
        lost: bool = False,
        mailmap: bytes | None = None,
        chunk: int = 1_000,
    ) -> None:
        self.head: str | None = commits[0].commit if commits else None
        self.shallow = shallow
        self.calls: list[tuple[str, ...]] = []
        self._commits = {commit.commit: commit for commit in commits}
        self._dead = frozenset(dead)
        self._lost = lost
        self._mailmap = mailmap
        self._chunk = chunk

    def stream(self, *args: str, deadline: float = 600) -> Iterator[bytes]:
        """
        Yield the answer in small chunks, then fail if git would.
        """
        assert deadline > 0
        self.calls.append(args)
        data, error = self._paths(args) if "--name-status" in args else self._heads(args)
        for start in range(0, len(data), self._chunk):
            yield data[start : start + self._chunk]
        if error:
            raise GitError("log", error)

    def file(self, path: str, commit: str | None = None) -> bytes | None:
        """
        Return the .mailmap, the only file there is; fail where HEAD's tree is damaged.
        """
        assert path == ".mailmap"
        assert commit is not None
        if commit in self._dead:
            raise GitError("ls-tree", "no such tree")
        return self._mailmap

    def _heads(self, args: tuple[str, ...]) -> tuple[bytes, str | None]:
        if self._lost and "--date-order" in args:
            return b"", "revision walk setup failed"
        data = b"".join(_head(commit) for commit in self._commits.values())
        return data, "cannot read a parent" if self._lost else None

    def _paths(self, args: tuple[str, ...]) -> tuple[bytes, str | None]:
        data = b""
        for commit in (self._commits[word] for word in args if word in self._commits):
            if commit.commit in self._dead:
                return data, "unable to read tree"
            data += _section(commit)
        return data, None


class FakeCache:
    """
    A cache in memory.
    """

    def __init__(self) -> None:
        self.kept: dict[tuple[str, bytes], bytes] = {}

    def get_many(self, space: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """
        Return those of *keys* that were put.
        """
        return {key: self.kept[space, key] for key in keys if (space, key) in self.kept}

    def put_many(self, space: str, items: Iterable[tuple[bytes, bytes]]) -> None:
        """
        Keep *items*.
        """
        self.kept.update(((space, key), value) for key, value in items)


def _head(commit: FakeCommit) -> bytes:
    fields = [commit.commit.encode(), " ".join(commit.parents).encode(), commit.authored, commit.committed]
    fields += [commit.name, commit.mail, commit.subject, commit.body, commit.tags, commit.trailers, commit.reviews]
    return b"".join(field + b"\0" for field in fields)


def _section(commit: FakeCommit) -> bytes:
    tokens = list(commit.touched)
    if tokens:
        tokens[0] = b"\n" + tokens[0]
    return b"".join(token + b"\0" for token in (commit.commit.encode(), *tokens))
