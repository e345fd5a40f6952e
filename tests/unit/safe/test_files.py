import hashlib
import os
import pickle
import random
import subprocess
from pathlib import Path

import pytest

from debtscan.base.errors import DebtscanError
from debtscan.model.evidence import Reason
from debtscan.safe import ignore
from debtscan.safe.confined import Confined
from debtscan.safe.files import (
    Entry,
    Revision,
    RevisionAt,
    Skipped,
    Source,
    UnreadableError,
    WorkTree,
    WorkTreeAt,
    blob_id,
    classify_bytes,
    open_source,
    read_config,
    write_output,
)
from debtscan.safe.git import open_repository


def git(root: Path, *args: str) -> bytes:
    """
    Run git in *root* to build a repository, or to ask what it would do.
    """
    environment = {"PATH": os.environ["PATH"], "HOME": str(root), "GIT_CONFIG_NOSYSTEM": "1"}
    identity = ("-c", "user.name=Builder", "-c", "user.email=builder@example.com")
    return subprocess.run(["git", *identity, *args], cwd=root, env=environment, capture_output=True, check=True).stdout


def repository_of(root: Path, files: dict[str, bytes]) -> Path:
    """
    Return a repository at *root* with one commit of *files*.
    """
    write(root, files)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A", "-f")
    git(root, "commit", "-q", "-m", "first")
    return root


def write(root: Path, files: dict[str, bytes]) -> None:
    """
    Put *files* below *root*.
    """
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


def contents(source: Source) -> dict[str, bytes | tuple[Reason, str]]:
    """
    Return what reading each file of *source* gives: bytes, or why there are none.
    """
    found: dict[str, bytes | tuple[Reason, str]] = {}
    for entry in source.entries():
        try:
            found[entry.path] = source.read(entry.path)
        except UnreadableError as error:
            found[entry.path] = (error.reason, error.detail)
    return found


FILES = {
    "a.py": b"x = 1\n",
    "a/b.yaml": b"k: v\n",
    "a-b.txt": b"",
    "deep/er/and/deeper.tf": b"x",
    "empty.txt": b"",
    "image.png": b"\x89PNG\0\0",
    "wide.txt": "wide".encode("utf-16"),
    "late.bin": b"a" * 9_000 + b"\0",
    "big.json": b"1" * 2_000_001,
    "poetry.lock": b"1" * 2_000_001,
    "huge.lock": b"1" * 10_000_001,
    "model.bin": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
    "crypt.yaml": b"\0GITCRYPT\0abc",
    "vault.yaml": b"$ANSIBLE_VAULT;1.1;AES256\n00",
    "node_modules/left/pad.js": b"x",
    "sub/node_modules/pad.js": b"x",
    "env/pyvenv.cfg": b"home = /usr\n",
    "env/lib/thing.py": b"x",
    "kept.log": b"tracked though ignored\n",
    "ignored/kept.py": b"x",
    ".gitignore": b"*.log\nignored/\n",
}


def test_work_tree_and_revision_are_the_same(tmp_path: Path) -> None:
    """
    A clean checkout and its commit give equal files, equal bytes and equal reasons, in the same order.
    """
    root = repository_of(tmp_path, FILES)
    (root / "link").symlink_to("a.py")
    git(root, "add", "link")
    git(root, "commit", "-q", "-m", "link")
    repository = open_repository(root)
    assert repository is not None

    with repository:
        head = repository.head or ""
        tree = WorkTree(root, tracked=repository.tree(head))
        revision = Revision(repository, head)

        assert contents(tree) == contents(revision)
        assert [entry.path for entry in tree.entries()] == [entry.path for entry in revision.entries()]
        assert [entry.size for entry in tree.entries()] == [entry.size for entry in revision.entries()]
        assert tree.skips() == revision.skips() == (Skipped("link", Reason.NOT_REGULAR, "symbolic link"),)
        assert "env/lib/thing.py" not in contents(tree)
        assert "node_modules/left/pad.js" not in contents(tree)
        assert contents(tree)["kept.log"] == b"tracked though ignored\n"
        assert contents(tree)["ignored/kept.py"] == b"x"
        assert [entry.blob for entry in revision.entries() if entry.path == "a.py"] == [blob_id(b"x = 1\n")]
        assert open_source(WorkTreeAt(str(root))).read("a.py") == b"x = 1\n"
        at = RevisionAt(repository.shadow(), head)
        assert contents(open_source(pickle.loads(pickle.dumps(at)))) == {}  # lists nothing, but reads
        assert open_source(at).read("a.py") == b"x = 1\n"
        assert open_source(at) is open_source(at)
        revision.close()


def test_prefix_assesses_a_folder_alone(tmp_path: Path) -> None:
    """
    Paths stay relative to the repository when only a folder of it is read.
    """
    root = repository_of(tmp_path, {"a/b/c.py": b"x", "a/d.py": b"x", "ab/e.py": b"x"})
    repository = open_repository(root)
    assert repository is not None

    with repository:
        head = repository.head or ""
        tree = WorkTree(root, "a/", tracked=repository.tree(head, sizes=False))

        assert [entry.path for entry in tree.entries()] == ["a/b/c.py", "a/d.py"]
        assert [entry.path for entry in Revision(repository, head, "a").entries()] == ["a/b/c.py", "a/d.py"]


def test_missing_prefix_is_a_line_of_the_ledger(tmp_path: Path) -> None:
    """
    A folder that is not there gives no files, and says so.
    """
    tree = WorkTree(tmp_path, "absent")

    assert list(tree.entries()) == []
    assert tree.skips() == (Skipped("absent/", Reason.UNREADABLE, "no such file or directory"),)


def test_untracked_files_count_unless_ignored(tmp_path: Path) -> None:
    """
    New files are read; ignored ones, outputs of our own and other repositories are not.
    """
    root = repository_of(tmp_path / "r", {"a.py": b"x", ".gitignore": b"*.log\nbuild/\n!keep.log\n"})
    write(
        root,
        {
            "new.py": b"x",
            "x.log": b"x",
            "keep.log": b"x",
            "build/out.py": b"x",
            "report.json": b"x",
            "inner/.git/HEAD": b"ref: refs/heads/main\n",
            "inner/a.py": b"x",
        },
    )
    repository = open_repository(root)
    assert repository is not None

    with repository:
        tracked = repository.tree(repository.head or "")
    outside = tmp_path / "elsewhere.json"
    tree = WorkTree(root, tracked=tracked, exclude=frozenset({root / "report.json", outside}))

    assert [entry.path for entry in tree.entries()] == [".gitignore", "a.py", "keep.log", "new.py"]
    assert tree.skips() == (Skipped("inner/", Reason.SUBMODULE, "another repository"),)


def test_plain_folder_of_repositories_is_read(tmp_path: Path) -> None:
    """
    When the target is no repository itself, the clones in it are folders of files; their .git is not.
    """
    write(tmp_path, {"one/.git/HEAD": b"x", "one/a.py": b"x"})

    assert [entry.path for entry in WorkTree(tmp_path).entries()] == ["one/a.py"]


def test_unreadable_folder_is_a_line_of_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A folder that the system refuses costs itself.
    """
    write(tmp_path, {"shut/a.py": b"x", "open/a.py": b"x"})
    scan = Confined.scan

    def refuse(self: Confined, path: str) -> list[tuple[str, os.stat_result]]:
        if path == "shut":
            raise UnreadableError(Reason.UNREADABLE, "permission denied")
        return scan(self, path)

    monkeypatch.setattr(Confined, "scan", refuse)
    tree = WorkTree(tmp_path)

    assert [entry.path for entry in tree.entries()] == ["open/a.py"]
    assert tree.skips() == (Skipped("shut/", Reason.UNREADABLE, "permission denied"),)


WORDS = ("a", "b", "ab", "c.py", "d.log", "build", "x y", "é", "d.log ", "-")
PATTERNS = (
    "[[:alpha:]]",
    "[[:nope:]]",
    "[^a]",
    "[]a]",
    "[a-",
    "[a-]",
    "[\\a]",
    "[\\",
    "x\\ y",
    "d.log\\ ",
    "\xe9*",
    "a**b",
    "\r",
    "*",
    "*.log",
    "/a",
    "a/",
    "!a",
    "!a/",
    "!*/",
    "!*.py",
    "a/*",
    "!a/b",
    "**/b",
    "a/**",
    "a/**/b",
    "b*",
    "?b",
    "[ab]",
    "[!a]",
    "\\!a",
    "#no",
    "build",
    "/build/",
    "c.py",
    "!c.py",
    "*/",
    "a/b/",
    "!/a/b",
    "[z-a]",
    "\\",
    "/",
    "//",
    "[",
    "a\\",
    "x y",
    "d.* ",
)


@pytest.mark.parametrize("seed", range(12))
def test_ignoring_is_what_git_does(tmp_path: Path, seed: int) -> None:
    """
    Over random trees and random patterns the same untracked files are left out as by git itself.
    """
    chance = random.Random(seed)
    git(tmp_path, "init", "-q")
    paths = {"/".join(chance.choice(WORDS[:3] + WORDS[5:6]) for _ in range(chance.randint(0, 3))) for _ in range(12)}
    for path in paths:
        (tmp_path / path).mkdir(parents=True, exist_ok=True)
    for path in sorted(paths):
        for word in WORDS:
            file = tmp_path / path / word
            if not file.exists():
                file.write_bytes(b"x")
        if chance.random() < 0.5:
            lines = chance.choices(PATTERNS, k=chance.randint(1, 5))
            (tmp_path / path / ".gitignore").write_text("\n".join(lines))
    asked = git(tmp_path, "ls-files", "-z", "--others", "--exclude-standard")

    found = [entry.path for entry in WorkTree(tmp_path).entries()]

    assert found == [path.decode() for path in sorted(asked.split(b"\0")) if path]


def test_hostile_patterns_are_harmless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Patterns made to explode, a linked .gitignore and one of a hundred thousand lines neither hang nor leak.
    """
    monkeypatch.setattr(ignore, "_MATCHES", 2_000)
    write(tmp_path, {"a" * 200: b"x", ".gitignore": b"*a" * 60 + b"b\n" + b"x\n" * 100_000, "s/f": b"x"})
    (tmp_path / "bait").write_text("f\n")
    (tmp_path / "s" / ".gitignore").symlink_to(tmp_path / "bait")

    assert [entry.path for entry in WorkTree(tmp_path).entries()] == [".gitignore", "a" * 200, "bait", "s/f"]


def test_comment_only_gitignore_ignores_nothing(tmp_path: Path) -> None:
    """
    Remarks and blank lines are no patterns.
    """
    write(tmp_path, {".gitignore": b"# all\n\n", "a": b""})

    assert [entry.path for entry in WorkTree(tmp_path).entries()] == [".gitignore", "a"]


@pytest.mark.parametrize("path", ["../outside", "/etc/passwd", "a/../../outside", "", ".", "a\0b", "a//b", "absent"])
def test_no_path_leads_out_of_the_tree(tmp_path: Path, path: str) -> None:
    """
    Whatever is asked for, nothing outside the root is read.
    """
    (tmp_path / "outside").write_text("bait")
    write(tmp_path / "r", {"a/b": b"x"})

    with pytest.raises(UnreadableError):
        WorkTree(tmp_path / "r").read(path)


def test_folder_is_no_file(tmp_path: Path) -> None:
    """
    Reading a folder says what it is.
    """
    write(tmp_path, {"a/b": b"x"})

    with pytest.raises(UnreadableError, match="folder") as caught:
        WorkTree(tmp_path).read("a")
    assert caught.value.reason is Reason.NOT_REGULAR


def test_root_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    """
    A missing root is an error at once.
    """
    with pytest.raises(UnreadableError, match="no such file"):
        WorkTree(tmp_path / "absent")


def test_growing_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    """
    A file that grows while it is read is complete, or too large; never more than the limit.
    """
    file = tmp_path / "a"
    file.write_bytes(b"12345")
    short = os.stat_result((0o100644, *[0] * 5, 2, *[0] * 3))

    with pytest.MonkeyPatch.context() as patch, Confined(tmp_path) as folder:
        patch.setattr(os, "fstat", lambda _: short)
        assert folder.read("a", 5) == b"12345"
        with pytest.raises(UnreadableError, match="grew beyond 4"):
            folder.read("a", 4)


def test_unreadable_error_travels_between_processes() -> None:
    """
    A worker may raise it.
    """
    error = pickle.loads(pickle.dumps(UnreadableError(Reason.BINARY, "why")))

    assert (error.reason, error.detail, str(error)) == (Reason.BINARY, "why", "why")


def test_revision_has_only_its_own_files(tmp_path: Path) -> None:
    """
    A path that the commit does not hold, a link and a file above the limit are refused with their reason.
    """
    root = repository_of(tmp_path, {"a.py": b"x", "big.yaml": b"1" * 2_000_001})
    (root / "link").symlink_to("a.py")
    git(root, "add", "link")
    git(root, "commit", "-q", "-m", "link")
    repository = open_repository(root)
    assert repository is not None

    with repository:
        revision = Revision(repository, repository.head or "")
        reasons = {}
        for path in ("absent", "link", "big.yaml"):
            with pytest.raises(UnreadableError) as caught:
                revision.read(path)
            reasons[path] = caught.value.reason
        revision.close()

    assert reasons == {"absent": Reason.UNREADABLE, "link": Reason.NOT_REGULAR, "big.yaml": Reason.TOO_LARGE}


def test_revision_without_sizes_still_has_limits(tmp_path: Path) -> None:
    """
    A worker does not ask for sizes first; what turns out too large is cut off, and the next file is right.
    """
    root = repository_of(tmp_path, {"a.py": b"x", "big.yaml": b"1" * 3_000_000})
    repository = open_repository(root)
    assert repository is not None

    with repository:
        revision = Revision(repository, repository.head or "", sizes=False)
        with pytest.raises(UnreadableError) as caught:
            revision.read("big.yaml")

        assert caught.value.reason is Reason.TOO_LARGE
        assert revision.read("a.py") == b"x"
        revision.close()


def test_blob_id_is_that_of_git(tmp_path: Path) -> None:
    """
    The id of content is what git computes, in both formats.
    """
    (tmp_path / "a").write_bytes(b"content\n")

    assert blob_id(b"content\n") == git(tmp_path, "hash-object", "a").decode().strip()
    assert blob_id(b"", "sha256") == hashlib.sha256(b"blob 0\0").hexdigest()


@pytest.mark.parametrize(
    ("path", "data", "reason"),
    [
        ("a.yaml", b"text", None),
        ("a.yaml", b"a\0b", Reason.BINARY),
        ("a.yaml", b"\xff\xfea\0", None),
        ("a.yaml", b"x" * 8_192 + b"\0", None),
        ("a.yaml", b"1" * 2_000_001, Reason.TOO_LARGE),
        ("x/package-lock.json", b"1" * 2_000_001, None),
        ("a.yaml", b"version https://git-lfs.github.com/spec/v1\n", Reason.LFS_POINTER),
        ("a.md", b"version https://git-lfs.github.com/spec/v1\n" + b"x" * 2_000, None),
        ("a.yaml", b"\0GITCRYPT\0", Reason.ENCRYPTED),
        ("a.yaml", b"$ANSIBLE_VAULT;1.1", Reason.ENCRYPTED),
    ],
)
def test_content_is_classified_in_one_place(path: str, data: bytes, reason: Reason | None) -> None:
    """
    Size, binary content, large-file pointers and encryption are told from the bytes alone.
    """
    assert classify_bytes(path, data) is reason


def test_entry_of_a_work_tree_has_no_blob_yet(tmp_path: Path) -> None:
    """
    The id needs the content, which is not read for the list.
    """
    write(tmp_path, {"a": b"123"})

    assert list(WorkTree(tmp_path).entries()) == [Entry("a", 3, None)]


def test_output_replaces_the_old_file(tmp_path: Path) -> None:
    """
    The new text is there as UTF-8, undecodable bytes shown, and no temporary file is left.
    """
    file = tmp_path / "report.json"
    file.write_text("old")

    write_output(file, "日本\n\udce9\n")

    assert file.read_bytes() == "日本\n\\udce9\n".encode()
    assert list(tmp_path.iterdir()) == [file]


def test_output_is_never_written_through_a_link(tmp_path: Path) -> None:
    """
    Links, pipes and folders are refused and left as they were.
    """
    victim = tmp_path / "victim"
    victim.write_text("kept")
    (tmp_path / "link").symlink_to(victim)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()

    for name, what in (("link", "symbolic link"), ("pipe", "named pipe"), ("folder", "folder")):
        with pytest.raises(DebtscanError, match=f"{name}: is a {what}, not a file"):
            write_output(tmp_path / name, "new")
    assert victim.read_text() == "kept"


def test_output_into_nowhere_is_one_line(tmp_path: Path) -> None:
    """
    A missing folder is the user's to mend.
    """
    with pytest.raises(DebtscanError, match="cannot be written \\(no such file or directory\\)"):
        write_output(tmp_path / "absent" / "a.json", "x")


def test_failed_output_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    When the disk is full the old content stays and no temporary file is left.
    """
    file = tmp_path / "a.json"
    file.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DebtscanError, match="no space left"):
        write_output(file, "new")

    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_config_is_read_where_it_may_be(tmp_path: Path) -> None:
    """
    The user's own file may be a link; one of a scanned tree is reached without links, or not at all.
    """
    write(tmp_path, {"own.toml": b"a = 1", "tree/sub/debtscan.toml": b"b = 1", "huge.toml": b"#" * 1_000_001})
    (tmp_path / "link.toml").symlink_to(tmp_path / "own.toml")
    (tmp_path / "tree" / "debtscan.toml").symlink_to(tmp_path / "own.toml")
    tree = tmp_path / "tree"

    assert read_config(tmp_path / "own.toml") == b"a = 1"
    assert read_config(tmp_path / "link.toml") == b"a = 1"
    assert read_config(tree / "sub" / "debtscan.toml", within=tree) == b"b = 1"
    assert read_config(tree / "absent.toml", within=tree) is None
    assert read_config(tmp_path / "absent" / "debtscan.toml") is None
    for path, within in ((tree / "debtscan.toml", tree), (tmp_path / "huge.toml", None), (tmp_path / "tree", None)):
        with pytest.raises(DebtscanError, match="cannot be read"):
            read_config(path, within)


def test_config_behind_a_loop_of_links_is_not_read(tmp_path: Path) -> None:
    """
    A link to itself is an error of the user, not of ours.
    """
    (tmp_path / "loop.toml").symlink_to("loop.toml")

    with pytest.raises(DebtscanError, match="cannot be read"):
        read_config(tmp_path / "loop.toml")
