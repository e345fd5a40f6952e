"""
The shadow git directory: our own empty configuration over the objects of a scanned repository.

Configuration, hooks, attributes, index, submodules and worktrees of the target are never copied, so nothing that its
author planted there can be in force.
"""

import os
import shutil
import stat
import tempfile
from pathlib import Path

from msgspec import Struct

from debtscan.model.declaration import Problem
from debtscan.safe import gitconfig
from debtscan.safe.confined import Confined, UnreadableError
from debtscan.safe.gitdir import Located, alternates, may_read, note
from debtscan.safe.refs import Refs, read_refs

_CONFIG = """\
[core]
\trepositoryformatversion = {version}
\tbare = true
\tcommitGraph = false
\thooksPath = /dev/null
\tattributesFile = /dev/null
[gc]
\tauto = 0
[protocol]
\tallow = never
"""
_EXTENSIONS = """\
[extensions]
\tobjectFormat = {format}
"""
_REFTABLE = "\trefStorage = reftable\n"
_REFTABLE_BYTES = 64_000_000


class Shadow(Struct, frozen=True):
    """
    A shadow on disk: its folder, the object store that git shall use, and what was read on the way.
    """

    directory: Path
    objects: Path
    format: str  # "sha1" or "sha256"
    refs: Refs
    notes: tuple[Problem, ...]


def build_shadow(located: Located, found: list[gitconfig.Setting], allowed: tuple[Path, ...]) -> Shadow | None:
    """
    Return the shadow of a repository in a new private folder; None when nothing is readable or no room is left.
    """
    if located.private is None or located.common is None:
        return None
    try:
        directory = Path(tempfile.mkdtemp(prefix="debtscan-"))
    except OSError:
        return None
    try:
        return _fill(directory, located, found, allowed)
    except (OSError, UnreadableError):
        shutil.rmtree(directory, ignore_errors=True)
        return None


def _fill(directory: Path, located: Located, found: list[gitconfig.Setting], allowed: tuple[Path, ...]) -> Shadow:
    private, common = located.private or located.root, located.common or located.root
    with Confined(private) as own, Confined(common) as shared:
        refs = read_refs(own, shared)
        reftable = gitconfig.value_of(found, "extensions", "refstorage") == "reftable"
        tables = _copy_reftable(shared, directory) if reftable else ()
    declared = gitconfig.value_of(found, "extensions", "objectformat")
    form = "sha256" if declared == "sha256" else "sha1"
    _write_config(directory, form, reftable=reftable)
    _write_refs(directory, refs)
    objects, notes = _object_store(common, directory, located, allowed)
    return Shadow(directory, objects, form, refs, (*refs.notes, *tables, *notes))


def _write_config(directory: Path, form: str, *, reftable: bool) -> None:
    plain = form == "sha1" and not reftable
    text = _CONFIG.format(version=0 if plain else 1)
    if not plain:
        text += _EXTENSIONS.format(format=form) + (_REFTABLE if reftable else "")
    (directory / "config").write_text(text, encoding="utf-8")


def _write_refs(directory: Path, refs: Refs) -> None:
    (directory / "objects").mkdir()
    (directory / "refs").mkdir()
    (directory / "HEAD").write_bytes(os.fsencode(f"{refs.head or 'ref: refs/heads/unknown'}\n"))
    (directory / "packed-refs").write_bytes(os.fsencode(refs.packed()))
    if refs.shallow:
        (directory / "shallow").write_text("".join(f"{line}\n" for line in refs.shallow), encoding="ascii")
    for name, target in refs.symbolic.items():
        file = directory / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(os.fsencode(f"ref: {target}\n"))
        except OSError:
            continue  # a name that is also a folder: git could not use it either


def _copy_reftable(shared: Confined, directory: Path) -> tuple[Problem, ...]:
    (directory / "reftable").mkdir()
    try:
        for name, known in shared.scan("reftable"):
            if stat.S_ISREG(known.st_mode):
                (directory / "reftable" / name).write_bytes(shared.read(f"reftable/{name}", _REFTABLE_BYTES))
    except UnreadableError as error:
        return (note(f"reftable not read: {error}"),)
    return ()


def _object_store(
    common: Path, directory: Path, located: Located, allowed: tuple[Path, ...]
) -> tuple[Path, tuple[Problem, ...]]:
    """
    Return the object store for git: the target's own when it is plain, else a folder of links to its plain parts.
    """
    objects = common / "objects"
    if not stat.S_ISDIR(objects.lstat().st_mode):
        return directory / "objects", (note("history not read: objects is no plain folder"),)
    others = list(alternates(objects))
    if not others and _is_plain(objects):
        return objects, ()
    own = directory / "objects"
    notes = _link_parts(objects, own)
    return own, notes + _link_alternates(own, others, located, allowed)


def _is_plain(objects: Path) -> bool:
    with Confined(objects) as store:
        folders = store.scan("")
        if not all(stat.S_ISDIR(known.st_mode) for _, known in folders):
            return False
        if store.find("info/alternates") is not None:
            return False
        packs = store.scan("pack") if store.find("pack") else []
    return all(stat.S_ISREG(known.st_mode) for _, known in packs)


def _link_parts(objects: Path, own: Path) -> tuple[Problem, ...]:
    left_out = 0
    with Confined(objects) as store:
        for name, known in store.scan(""):
            if name == "pack" and stat.S_ISDIR(known.st_mode):
                left_out += _link_packs(store, objects, own)
            elif name != "info" and stat.S_ISDIR(known.st_mode):
                (own / name).symlink_to(objects / name, target_is_directory=True)
            elif name != "info":
                left_out += 1
    return (note(f"{left_out} links in the object store are not followed"),) if left_out else ()


def _link_packs(store: Confined, objects: Path, own: Path) -> int:
    packs = store.scan("pack")
    plain = [name for name, known in packs if stat.S_ISREG(known.st_mode)]
    (own / "pack").mkdir()
    for name in plain:
        (own / "pack" / name).symlink_to(objects / "pack" / name)
    return len(packs) - len(plain)


def _link_alternates(own: Path, others: list[Path], located: Located, allowed: tuple[Path, ...]) -> tuple[Problem, ...]:
    usable = [path for path in others if may_read(path, located, allowed) and _is_usable(path)]
    if usable:
        (own / "info").mkdir(exist_ok=True)
        (own / "info" / "alternates").write_bytes(b"".join(os.fsencode(path) + b"\n" for path in usable))
    refused = len(others) - len(usable)
    used = (note(f"objects are shared with {len(usable)} other stores"),) if usable else ()
    return (*used, *((note(f"{refused} shared object stores outside the repository are not read"),) if refused else ()))


def _is_usable(path: Path) -> bool:
    return path.is_dir() and _is_plain(path)
