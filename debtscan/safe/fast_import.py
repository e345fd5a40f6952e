"""
The one door through which a git repository is written: a new one, from a stream, for the demo and for nothing else.
"""

from pathlib import Path

from debtscan.base.errors import DebtscanError
from debtscan.safe.process import ProcessError, clean_environment, find_program, run

BRANCH = "refs/heads/main"
_DEADLINE = 60.0
_OWN = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
}
_REMOTE = '[remote "origin"]\n\turl = {url}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n'


def write_repository(folder: Path, stream: bytes, origin: str) -> None:
    """
    Make the new repository *folder* from a `git fast-import` stream, with all files of its last commit checked out.

    Neither the user's configuration nor templates nor hooks take part: the same stream gives the same commits anywhere.
    """
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise DebtscanError(f"{folder}: is not an empty folder", "name another folder, or remove this one")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _write(folder.resolve(), stream, origin)
    except ProcessError as error:
        raise DebtscanError(f"{folder}: git could not write the repository ({error})") from error


def _write(folder: Path, stream: bytes, origin: str) -> None:
    git = find_program("git", (folder,))
    if git is None:
        raise DebtscanError("git was not found on PATH", "install git")
    environment = clean_environment((folder,), **_OWN)
    repository = [str(git), f"--git-dir={folder / '.git'}", f"--work-tree={folder}"]
    run([str(git), "init", "--quiet", "--template=", str(folder)], environment, _DEADLINE)
    (folder / ".git" / "HEAD").write_text(f"ref: {BRANCH}\n", encoding="utf-8")
    with (folder / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write(_REMOTE.format(url=origin))
    run([*repository, "fast-import", "--quiet"], environment, _DEADLINE, stream)
    run([*repository, "read-tree", "--reset", "-u", "HEAD"], environment, _DEADLINE)
