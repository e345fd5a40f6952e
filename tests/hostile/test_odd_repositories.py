import gc
import os
import random
import shutil
import socket
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from msgspec.structs import replace

from debtscan.base.errors import DebtscanError
from debtscan.model.evidence import Reason
from debtscan.safe import git as git_module
from debtscan.safe import refs
from debtscan.safe.files import Revision, UnreadableError, WorkTree
from debtscan.safe.git import GitError, Repository, open_repository, reopen
from tests.hostile.traps import commit, git, healthy


def opened(folder: Path) -> Repository:
    """
    Return the repository at *folder*, which must be one.
    """
    repository = open_repository(folder)
    assert repository is not None
    return repository


def details(repository: Repository) -> list[str]:
    """
    Return what the ledger says of the repository.
    """
    return [problem.detail for problem in repository.notes]


def loose(root: Path, identity: str) -> Path:
    """
    Return the file of a loose object.
    """
    return root / ".git" / "objects" / identity[:2] / identity[2:]


def test_empty_repository_has_no_history_and_no_complaint(tmp_path: Path) -> None:
    """
    A fresh repository is nothing unusual: no commit, its branch known, its files read.
    """
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "a.py").write_text("x = 1\n")

    with opened(tmp_path) as repository:
        assert (repository.head, repository.branch, repository.notes) == (None, "main", ())
        assert repository.count() == 0
        assert repository.file("a.py") is None
        assert [entry.path for entry in WorkTree(repository.root).entries()] == ["a.py"]
        with pytest.raises(DebtscanError, match="no commit is called 'HEAD'"):
            repository.resolve("HEAD")


def test_bare_repository_is_read_from_its_objects(tmp_path: Path) -> None:
    """
    A bare repository is its own root, named without ".git", and gives the same files as a checkout.
    """
    root = healthy(tmp_path / "platform")
    git(root, "clone", "-q", "--bare", str(root), str(tmp_path / "copy.git"))

    with opened(tmp_path / "copy.git") as bare:
        assert (bare.bare, bare.root, bare.count()) == (True, tmp_path / "copy.git", 2)
        assert (bare.name, bare.origin) == ("platform", str(root))
        assert [entry.path for entry in Revision(bare, bare.head or "").entries()] == ["deploy/scorer.yaml", "train.py"]


def test_bare_empty_repository_has_no_history(tmp_path: Path) -> None:
    """
    A bare repository without commits opens without complaint.
    """
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "empty.git")

    with opened(tmp_path / "empty.git") as repository:
        assert (repository.bare, repository.head, repository.name, repository.notes) == (True, None, "empty", ())


def test_shallow_clone_says_so(tmp_path: Path) -> None:
    """
    A clone of depth 1 has one commit and is marked.
    """
    root = healthy(tmp_path / "platform")
    git(root, "clone", "-q", "--depth", "1", f"file://{root}", str(tmp_path / "shallow"))

    with opened(tmp_path / "shallow") as repository:
        assert (repository.shallow, repository.count()) == (True, 1)


def test_detached_head_is_a_commit_without_branch(tmp_path: Path) -> None:
    """
    A detached HEAD is the commit that it names.
    """
    root = healthy(tmp_path / "platform")
    git(root, "checkout", "-q", "--detach", "HEAD~1")

    with opened(root) as repository:
        assert (repository.head, repository.branch) == (git(root, "rev-parse", "HEAD"), None)
        assert repository.count() == 1


def test_sub_folder_finds_its_repository(tmp_path: Path) -> None:
    """
    A folder inside a work tree belongs to the repository around it.
    """
    root = healthy(tmp_path / "platform")

    with opened(root / "deploy") as repository:
        assert repository.root == root


def test_folder_without_repository_is_none(tmp_path: Path) -> None:
    """
    Where there is no repository there is none; an empty folder called .git is none either.
    """
    (tmp_path / ".git").mkdir()

    assert open_repository(tmp_path) is None


@pytest.mark.parametrize("content", ["garbage", "ref: refs/heads/../../x", "ref: refs/heads/a.lock", ""])
def test_damaged_head_costs_the_history_only(tmp_path: Path, content: str) -> None:
    """
    A HEAD that cannot be used is said, and the files are there all the same.
    """
    root = healthy(tmp_path / "platform")
    (root / ".git" / "HEAD").write_text(content)

    with opened(root) as repository:
        assert repository.head is None
        assert details(repository) == ["history not read: HEAD is damaged"]
        assert len(list(WorkTree(root).entries())) == 2


def test_head_loop_is_said(tmp_path: Path) -> None:
    """
    References that point at each other name no commit.
    """
    root = healthy(tmp_path / "platform")
    (root / ".git" / "refs" / "heads" / "main").write_text("ref: refs/heads/other\n")
    (root / ".git" / "refs" / "heads" / "other").write_text("ref: refs/heads/main\n")

    with opened(root) as repository:
        assert details(repository) == ["history not read: HEAD names no commit that is there"]


def test_missing_blob_leaves_all_commits(tmp_path: Path) -> None:
    """
    One lost object costs one file of one commit: history, tree and the other blobs are complete.
    """
    root = healthy(tmp_path / "platform")
    lost = git(root, "rev-parse", "HEAD:train.py")
    loose(root, lost).unlink()

    with opened(root) as repository:
        commit_id = repository.resolve("HEAD")
        tree = repository.tree(commit_id)
        revision = Revision(repository, commit_id)

        assert [(entry.path, entry.size) for entry in tree] == [("deploy/scorer.yaml", 62), ("train.py", None)]
        assert dict(repository.blobs([lost, tree[0].blob]))[lost] is None
        assert repository.run("log", "--format=%s", "--raw", "--no-renames").count(b"second") == 1
        assert repository.count() == 2
        assert [entry.path for entry in revision.entries()] == ["deploy/scorer.yaml"]
        assert revision.skips() == (("train.py", Reason.MISSING_BLOB, ""),)
        with pytest.raises(UnreadableError):
            revision.read("train.py")


def test_damaged_blob_does_not_hide_the_next(tmp_path: Path) -> None:
    """
    Git dies over a damaged object; it counts as missing and reading goes on behind it.
    """
    root = healthy(tmp_path / "platform")
    broken, sound = git(root, "rev-parse", "HEAD:train.py"), git(root, "rev-parse", "HEAD:deploy/scorer.yaml")
    loose(root, broken).chmod(0o644)
    loose(root, broken).write_bytes(b"not zlib")

    with opened(root) as repository:
        contents = dict(repository.blobs([broken, sound]))
        revision = Revision(repository, repository.head or "", sizes=False)

        assert contents[broken] is None
        assert contents[sound] is not None
        with pytest.raises(UnreadableError, match=r"damaged|missing"):
            revision.read("train.py")
        assert revision.read("deploy/scorer.yaml") == contents[sound]


def test_blob_that_breaks_off_does_not_hide_the_next(tmp_path: Path) -> None:
    """
    Git dies in the middle of an object that begins well; that one is missing, the next one is read.
    """
    root = healthy(tmp_path / "platform")
    (root / "large.txt").write_bytes(random.Random(7).randbytes(500_000).hex().encode())
    commit(root, "large")
    broken, sound = git(root, "rev-parse", "HEAD:large.txt"), git(root, "rev-parse", "HEAD:train.py")
    half = loose(root, broken).read_bytes()[:200_000]
    loose(root, broken).chmod(0o644)
    loose(root, broken).write_bytes(half)

    with opened(root) as repository:
        contents = list(repository.blobs([sound, broken, sound]))
        revision = Revision(repository, repository.head or "")

        assert contents == [(sound, b"print('train harder')\n"), (broken, None), (sound, b"print('train harder')\n")]
        with pytest.raises(UnreadableError, match="damaged object"):
            revision.read("large.txt")
        assert revision.read("train.py") == b"print('train harder')\n"


def test_large_blob_is_cut_at_the_cap(tmp_path: Path) -> None:
    """
    Of a blob above the cap one byte more than the cap is given, and the next one is whole.
    """
    root = healthy(tmp_path / "platform")
    (root / "large.txt").write_bytes(b"x" * 300_000)
    commit(root, "large")
    large, small = git(root, "rev-parse", "HEAD:large.txt"), git(root, "rev-parse", "HEAD:train.py")

    with opened(root) as repository:
        assert [len(data or b"") for _, data in repository.blobs([large, small], cap=1_000)] == [1_001, 22]


def test_file_of_a_commit_is_regular_or_none(tmp_path: Path) -> None:
    """
    A link in the place of a file, such as .mailmap, is not a file.
    """
    root = healthy(tmp_path / "platform")
    (root / ".mailmap").symlink_to("/etc/passwd")
    commit(root, "link")

    with opened(root) as repository:
        assert repository.file(".mailmap") is None
        assert repository.file("absent") is None
        assert repository.file("deploy") is None
        assert repository.file("train.py", repository.resolve("HEAD~2")) == b"print('train')\n"


def test_git_that_cannot_start_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A program that vanished, and a machine without room for temporary files, are errors of one kind.
    """
    root = healthy(tmp_path / "platform")
    with opened(root) as repository:
        at = repository.shadow()
        gone = reopen(replace(at, git="/nowhere/git"))
        with pytest.raises(GitError):
            gone.run("log")
        with pytest.raises(GitError):
            gone.converse("cat-file", "--batch")
        monkeypatch.setattr("tempfile.TemporaryFile", refuse)
        with pytest.raises(GitError, match="no room for temporary files"):
            repository.run("log")


def test_machine_without_temporary_folder_still_has_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Without a place for the shadow there is no history, and that is said.
    """
    root = healthy(tmp_path / "platform")
    monkeypatch.setattr("tempfile.mkdtemp", refuse)

    with opened(root) as repository:
        assert repository.head is None
        assert details(repository)[0].endswith("no temporary folder can be made")
        with pytest.raises(GitError):
            repository.tree("HEAD")


def refuse(*_: object, **__: object) -> None:
    """
    Act like a full disk.
    """
    raise OSError(28, "No space left on device")


def test_head_pipe_does_not_block(tmp_path: Path) -> None:
    """
    A pipe in the place of HEAD costs the history.
    """
    root = healthy(tmp_path / "platform")
    (root / ".git" / "HEAD").unlink()
    os.mkfifo(root / ".git" / "HEAD")

    with opened(root) as repository:
        assert details(repository) == ["history not read: HEAD: named pipe"]


def test_linked_pack_folder_is_not_followed(tmp_path: Path) -> None:
    """
    The folder of packs is left out when it is a link.
    """
    root = healthy(tmp_path / "platform")
    shutil.rmtree(root / ".git" / "objects" / "pack", ignore_errors=True)
    (root / ".git" / "objects" / "pack").symlink_to(tmp_path)

    with opened(root) as repository:
        assert repository.count() == 2
        assert details(repository) == ["1 links in the object store are not followed"]


def test_inner_shared_objects_are_used_and_said(tmp_path: Path) -> None:
    """
    Remarks and loops in the list of shared stores are passed over, one inside the repository is used.
    """
    root = healthy(tmp_path / "platform")
    objects = root / ".git" / "objects"
    shutil.copytree(objects, root / "store")
    (root / "loop").symlink_to("loop")
    (objects / "info").mkdir(exist_ok=True)
    (objects / "info" / "alternates").write_text(f"# remark\n../../store\n{root}/loop/x\n")

    with opened(root) as repository:
        assert repository.count() == 2
        assert "objects are shared with 1 other stores" in details(repository)


def test_remote_branch_alias_is_kept(tmp_path: Path) -> None:
    """
    References that name other references resolve as in the repository.
    """
    root = healthy(tmp_path / "platform")
    git(root, "clone", "-q", str(root), str(tmp_path / "clone"))

    with opened(tmp_path / "clone") as repository:
        assert repository.resolve("origin/HEAD") == repository.head
        assert repository.resolve("origin") == repository.head


def test_typed_view_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    GitPython sees the shadow, with the program that was found and none of the user's git variables.
    """
    root = healthy(tmp_path / "platform")
    monkeypatch.setenv("GIT_PYTHON_GIT_EXECUTABLE", "/nowhere/git")
    monkeypatch.setenv("GIT_DIR", "/nowhere")

    with opened(root) as repository:
        view = repository.typed()

        assert view is repository.typed()
        assert str(view.git_dir) == repository.shadow().directory
        assert view.head.commit.hexsha == repository.head
        assert os.environ["GIT_PYTHON_GIT_EXECUTABLE"] == "/nowhere/git"


def test_forgotten_shadow_is_removed(tmp_path: Path) -> None:
    """
    A repository that nobody closes takes its shadow along, but not in a process that only has a copy of it.
    """
    repository = opened(healthy(tmp_path / "platform"))
    directory = Path(repository.shadow().directory or "")
    there = directory.is_dir()
    git_module._remove(str(directory), -1)
    kept = directory.is_dir()

    del repository
    gc.collect()

    assert (there, kept, directory.exists()) == (True, True, False)


def test_truncated_pack_is_said(tmp_path: Path) -> None:
    """
    A pack that cannot be read costs the history, not the scan.
    """
    root = healthy(tmp_path / "platform")
    git(root, "gc", "-q")
    pack = next((root / ".git" / "objects" / "pack").glob("*.pack"))
    pack.chmod(0o644)
    pack.write_bytes(pack.read_bytes()[:40])

    with opened(root) as repository:
        assert details(repository) == ["history not read: HEAD names no commit that is there"]


def test_paths_of_any_bytes_survive_both_forms(tmp_path: Path) -> None:
    """
    Latin-1 bytes, line feeds, tabs, quotes and escapes in names are the same in a work tree and a revision.
    """
    root = healthy(tmp_path / "platform")
    names = [b"caf\xe9.py", b"two\nlines.py", b"tab\there.py", b'quo"te.py', b"esc\x1b[31m.py", "日本.py".encode()]
    for name in names:
        (root / os.fsdecode(name)).write_text("x = 1\n")
    commit(root, "names")

    with opened(root) as repository:
        tree = WorkTree(root, tracked=repository.tree(repository.head or ""))
        revision = Revision(repository, repository.head or "")

        assert {os.fsencode(entry.path) for entry in tree.entries()} >= set(names)
        assert [entry.path for entry in tree.entries()] == [entry.path for entry in revision.entries()]
        assert {revision.read(os.fsdecode(name)) for name in names} == {b"x = 1\n"}


def test_links_pipes_and_sockets_are_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    What is no regular file is named in the ledger and cannot be read, not even on demand.
    """
    bait = tmp_path / "bait"
    bait.write_text("outside")
    root = tmp_path / "tree"
    root.mkdir()
    monkeypatch.chdir(root)
    os.mkfifo("pipe.yaml")
    Path("link.yaml").symlink_to(bait)
    Path("folder").symlink_to(tmp_path)
    Path("loop").symlink_to("loop")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.yaml")

    tree = WorkTree(root)

    assert list(tree.entries()) == []
    assert [(skip.path, skip.detail) for skip in tree.skips()] == [
        ("folder", "symbolic link"),
        ("link.yaml", "symbolic link"),
        ("loop", "symbolic link"),
        ("pipe.yaml", "named pipe"),
        ("socket.yaml", "socket"),
    ]
    for path in ("folder/bait", "link.yaml", "loop", "pipe.yaml", "socket.yaml", "../bait"):
        with pytest.raises(UnreadableError):
            tree.read(path)


def test_file_swapped_for_a_link_is_never_followed(tmp_path: Path) -> None:
    """
    Somebody who turns files and folders into links while they are read cannot get the outside into a result.
    """
    (tmp_path / "bait").mkdir()
    (tmp_path / "bait" / "a.yaml").write_text("outside")
    root = tmp_path / "tree"
    (root / "sub").mkdir(parents=True)
    (root / "sub" / "a.yaml").write_text("inside")
    stop = threading.Event()
    racer = threading.Thread(target=swap, args=(root, tmp_path / "bait", stop))
    seen: set[bytes] = set()

    racer.start()
    for _ in range(3_000):
        tree = WorkTree(root)
        list(tree.entries())
        with suppress(UnreadableError):
            seen.add(tree.read("sub/a.yaml"))
    stop.set()
    racer.join()

    assert seen <= {b"inside"}


def swap(root: Path, bait: Path, stop: threading.Event) -> None:
    """
    Replace the folder by a link and back again until told to stop.
    """
    while not stop.is_set():
        (root / "sub").rename(root / "kept")
        (root / "sub").symlink_to(bait)
        (root / "sub").unlink()
        (root / "kept").rename(root / "sub")


def test_more_references_than_anyone_needs_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A hundred thousand loose references cost neither minutes nor the branch that HEAD stands on.
    """
    monkeypatch.setattr(refs, "MAX_LOOSE", 200)
    root = healthy(tmp_path / "platform")
    identity = git(root, "rev-parse", "HEAD")
    many = root / ".git" / "refs" / "heads" / "a"
    many.mkdir()
    for number in range(1_000):
        (many / str(number)).write_text(identity)

    with opened(root) as repository:
        assert repository.head == identity
        assert details(repository) == ["more than 200 loose references, the others are left out"]


def test_more_packed_references_than_anyone_needs_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The same for those that are packed.
    """
    monkeypatch.setattr(refs, "MAX_PACKED", 200)
    root = healthy(tmp_path / "platform")
    identity = git(root, "rev-parse", "HEAD")
    git(root, "pack-refs", "--all")
    with (root / ".git" / "packed-refs").open("a") as packed:
        packed.writelines(f"{identity} refs/heads/a/{number}\n" for number in range(1_000))

    with opened(root) as repository:
        assert repository.head == identity
        assert details(repository) == ["1001 packed references, only 200 are known here"]


def test_references_with_dangerous_names_are_passed_over(tmp_path: Path) -> None:
    """
    Names that git refuses, or that look like options, neither stop the reading nor become options.
    """
    root = healthy(tmp_path / "platform")
    identity = git(root, "rev-parse", "HEAD")
    (root / ".git" / "packed-refs").write_text(
        f"{identity} refs/heads/--upload-pack=x\n{identity} refs/../../escape\n{identity} refs/heads/a..b\nnonsense\n"
    )

    with opened(root) as repository:
        names = repository.run("for-each-ref", "--format=%(refname)").decode().split()

        assert names == ["refs/heads/--upload-pack=x", "refs/heads/main"]
        with pytest.raises(DebtscanError):
            repository.resolve("--upload-pack=y")
        with pytest.raises(DebtscanError):
            repository.resolve("nul\0byte")


def test_shared_objects_outside_are_refused_unless_allowed(tmp_path: Path) -> None:
    """
    A repository cannot have the objects of another one read by naming them; its user can.
    """
    root = healthy(tmp_path / "platform")
    git(root, "clone", "-q", "--shared", str(root), str(tmp_path / "shared"))

    with opened(tmp_path / "shared") as refused:
        assert refused.head is None
        assert "1 shared object stores outside the repository are not read" in details(refused)
    allowed = open_repository(tmp_path / "shared", allowed=(root,))
    assert allowed is not None
    with allowed:
        assert allowed.count() == 2
        assert details(allowed) == ["objects are shared with 1 other stores"]


def test_links_in_the_object_store_are_not_followed(tmp_path: Path) -> None:
    """
    Packs and folders of objects that are links to another repository are left out, the plain ones are used.
    """
    root, other = healthy(tmp_path / "platform"), healthy(tmp_path / "other")
    git(other, "gc", "-q")
    (root / ".git" / "objects" / "pack").mkdir(exist_ok=True)
    for pack in (other / ".git" / "objects" / "pack").iterdir():
        (root / ".git" / "objects" / "pack" / pack.name).symlink_to(pack)
    (root / ".git" / "objects" / "zz").symlink_to(other)

    with opened(root) as repository:
        assert repository.count() == 2
        assert any("links in the object store are not followed" in detail for detail in details(repository))


def test_linked_object_store_is_not_followed(tmp_path: Path) -> None:
    """
    When the whole store is a link, there is no history.
    """
    root = healthy(tmp_path / "platform")
    (root / ".git" / "objects").rename(tmp_path / "objects")
    (root / ".git" / "objects").symlink_to(tmp_path / "objects")

    with opened(root) as repository:
        assert repository.head is None
        assert "history not read: objects is no plain folder" in details(repository)


def test_linked_worktree_and_submodule_are_genuine(tmp_path: Path) -> None:
    """
    Git directories elsewhere count when they point back at the folder.
    """
    root = healthy(tmp_path / "platform")
    part = healthy(tmp_path / "part")
    git(root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(part), "part")
    commit(root, "third")
    git(root, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"), "HEAD~1")

    with opened(tmp_path / "side") as side, opened(root / "part") as inner, opened(root) as outer:
        assert (side.branch, side.count(), side.notes) == ("side", 2, ())
        assert (inner.root, inner.count(), inner.notes) == (root / "part", 2, ())
        assert outer.count() == 3
        tree = WorkTree(root, tracked=outer.tree(outer.head or ""))
        assert tree.skips() == (("part/", Reason.SUBMODULE, ""),)
        assert Revision(outer, outer.head or "").skips() == tree.skips()


@pytest.mark.parametrize("pointer", ["gitdir: ../nowhere\n", "nonsense", "gitdir: \0\n"])
def test_git_file_to_nowhere_is_said(tmp_path: Path, pointer: str) -> None:
    """
    A .git file that leads to no git directory costs the history only.
    """
    (tmp_path / ".git").write_text(pointer)

    with opened(tmp_path) as repository:
        assert repository.head is None
        assert details(repository) == ["history not read: its .git file points at no git directory"]
        with pytest.raises(GitError):
            repository.run("log")
        with pytest.raises(GitError):
            repository.typed()


def test_git_pipe_is_refused(tmp_path: Path) -> None:
    """
    A pipe called .git is not opened.
    """
    os.mkfifo(tmp_path / ".git")

    with opened(tmp_path) as repository:
        assert details(repository) == ["history not read: its .git is neither a folder nor a file"]


def test_link_to_a_git_directory_inside_is_followed(tmp_path: Path) -> None:
    """
    A .git link that stays within the folder is as good as the folder.
    """
    root = healthy(tmp_path / "platform")
    (root / ".git").rename(root / "real")
    (root / ".git").symlink_to("real")

    with opened(root) as repository:
        assert repository.count() == 2


def test_pipes_in_the_git_directory_do_not_block(tmp_path: Path) -> None:
    """
    HEAD, packed references and the shallow file are read only when they are plain files.
    """
    root = healthy(tmp_path / "platform")
    for name in ("packed-refs", "shallow"):
        (root / ".git" / name).unlink(missing_ok=True)
        os.mkfifo(root / ".git" / name)

    with opened(root) as repository:
        assert repository.count() == 2
        assert details(repository) == ["packed-refs not read: named pipe", "shallow not read: not_regular"]


def test_git_directory_without_objects_is_said(tmp_path: Path) -> None:
    """
    When nothing is left but HEAD, the history is gone and the files are not.
    """
    root = healthy(tmp_path / "platform")
    shutil.rmtree(root / ".git" / "objects")

    with opened(root) as repository:
        assert details(repository) == [
            "history not read: the git directory holds nothing readable, or no temporary folder can be made"
        ]


def test_replace_references_change_nothing(tmp_path: Path) -> None:
    """
    History is the same with and without refs/replace, and their presence is said.
    """
    root = healthy(tmp_path / "platform")
    git(root, "replace", "HEAD", "HEAD~1")

    with opened(root) as repository:
        assert repository.count() == 2
        assert details(repository) == ["replace references are ignored"]


def test_sha256_repository_is_read(tmp_path: Path) -> None:
    """
    Repositories of the newer object format work, blob ids included.
    """
    git(tmp_path, "init", "-q", "--object-format=sha256", "-b", "main")
    (tmp_path / "a.py").write_text("x = 1\n")
    commit(tmp_path, "first")

    with opened(tmp_path) as repository:
        assert (repository.format, len(repository.head or ""), repository.count()) == ("sha256", 64, 1)
        assert repository.file("a.py") == b"x = 1\n"


def test_reftable_repository_is_said_or_read(tmp_path: Path) -> None:
    """
    References in a table that this git may not know never stop a scan.
    """
    root = healthy(tmp_path / "platform")
    with (root / ".git" / "config").open("a") as config:
        config.write("[extensions]\n\trefStorage = reftable\n")
    (root / ".git" / "reftable").mkdir()
    (root / ".git" / "reftable" / "tables.list").write_text("")
    os.mkfifo(root / ".git" / "reftable" / "pipe")

    with opened(root) as repository:
        assert repository.head is None or repository.count() == 2
        assert repository.tree(repository.head) if repository.head else details(repository)


def test_without_git_the_files_are_still_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    No git program means no history, said once; name and files are known all the same.
    """
    root = healthy(tmp_path / "platform")
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))

    with opened(root) as repository:
        assert (repository.head, repository.branch, repository.name) == (None, "main", "platform")
        assert details(repository) == ["history not read: no git program was found"]
        assert len(list(WorkTree(root).entries())) == 2


def test_foreign_owner_is_no_obstacle(tmp_path: Path) -> None:
    """
    The shadow is ours whoever owns the repository.
    """
    if os.getuid() != 0:
        pytest.skip("only root can give files away")
    root = healthy(tmp_path / "platform")
    for path in (root, *root.rglob("*")):
        os.chown(path, 12345, 12345)

    with opened(root) as repository:
        assert repository.count() == 2


def test_reftable_that_is_missing_is_said(tmp_path: Path) -> None:
    """
    A repository that claims to have a table and has none costs the history.
    """
    root = healthy(tmp_path / "platform")
    with (root / ".git" / "config").open("a") as config:
        config.write("[extensions]\n\trefStorage = reftable\n")

    with opened(root) as repository:
        assert any(detail.startswith("reftable not read") for detail in details(repository))
