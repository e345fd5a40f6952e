"""
Components that are code alone: programs that nothing packs, libraries, and the folders that only one component imports.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator

from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.owners import Owners
from debtscan.graph.places import folder_of, inside, normal_name, owner_place
from debtscan.model.declaration import ImportRef, PackageRef, PackageSpec, ProgramSpec
from debtscan.model.evidence import Evidence
from debtscan.model.signal import Why
from debtscan.model.words import Built, Kind, Status

_COMMANDS = frozenset({"cobra", "click", "typer", "argparse", "urfave/cli", "fire", "kingpin", "commander", "yargs"})
_UIS = frozenset({"streamlit", "gradio", "dash", "react", "vue", "angular", "next", "svelte"})
_NEARLY = 0.8  # of the importers
MANY = 3  # importers that make a folder a library in an owner's eyes


def add_programs(board: Board) -> None:
    """
    Start a draft for each program that no image packs: services and command-line tools; plain scripts are none.
    """
    for item in board.of(ProgramSpec):
        if item.status is not Status.LIVE or board.owners(item):
            continue
        kind = _kind(item.spec)
        owner = _same_folder(board, item)
        if owner is not None:
            board.claim(owner, item)
        elif kind is not None:
            start_program(board, item, kind)


def start_program(board: Board, item: Item[ProgramSpec], kind: Kind) -> Draft:
    """
    Return a new draft for a program that nothing packs; the folder around it is its own.
    """
    draft = board.start(item, kind, _name(item))
    draft.decide(Why.OWN_CODE, built=Built.BESPOKE)
    if folder_of(item.path):
        draft.folders.add((item.repo, folder_of(item.path)))
    return draft


def _kind(spec: ProgramSpec) -> Kind | None:
    if spec.operates:
        return Kind.CONTROLLER
    if spec.framework in _UIS:
        return Kind.UI
    if spec.serves:
        return Kind.SERVICE
    if spec.framework in _COMMANDS and spec.language == "go":
        return Kind.CLI
    return None


def _same_folder(board: Board, item: Item[ProgramSpec]) -> Draft | None:
    folder = folder_of(item.path)
    return next(
        (d for d in board.drafts if folder and (item.repo, folder) in d.folders and d.kind is not Kind.LIBRARY), None
    )


def _name(item: Item[ProgramSpec]) -> str:
    if normal_name(item.name) in {"main", "app", "run", "server", "index", "cli", "api", "service"}:
        folder = folder_of(item.path).rsplit("/", 1)[-1]
        return folder or item.name
    return item.name


def add_packages(board: Board) -> None:
    """
    Start a library or tool for each package that others could install; one that a component packs is its evidence.
    """
    for item in board.of(PackageSpec):
        spec = item.spec
        folder = folder_of(item.path)
        if item.status is not Status.LIVE or not item.name:
            continue
        owner = next((d for d in board.drafts if folder and (item.repo, folder) in d.folders), None)
        if owner is not None:
            board.claim(owner, item)
            continue
        home = folder or _home_of(board, item)
        if spec.ecosystem == "go" or not home:
            continue
        tool = spec.scripts or _is_command(board, item.repo, home)
        draft = board.start(item, Kind.CLI if tool else Kind.LIBRARY, item.name)
        draft.decide(Why.OWN_CODE, built=Built.BESPOKE)
        draft.folders.add((item.repo, home))


def _is_command(board: Board, repo: str, folder: str) -> bool:
    """
    Tell whether a package is run rather than imported: its code lies flat in its folder, and some of it is a program.
    """
    files = [file for file in board.read_files(repo, folder) if file.reading.code is not None]
    flat = all(folder_of(file.path) == folder for file in files if file.status is Status.LIVE)
    programs = [item for item in board.of(ProgramSpec) if item.repo == repo and folder_of(item.path) == folder]
    return flat and any(item.status is Status.LIVE for item in programs)


def _home_of(board: Board, item: Item[PackageSpec]) -> str:
    """
    Return the folder of the commands that a package at the root of its repository installs, "" when there is none.
    """
    name = normal_name(item.name).replace("-", "_")
    places = (f"src/{name}", name) if item.spec.scripts and item.spec.ecosystem == "python" else ()
    return next((place for place in places if place in board.folders[item.repo]), "")


def local_imports(board: Board) -> Iterator[tuple[str, str, str]]:
    """
    Yield (repository, importing file, imported file or folder) for each import that stays inside its repository.
    """
    for repo in board.repos:
        modules = _modules(board, repo.name)
        for file in repo.files:
            for ref in file.reading.references:
                if isinstance(ref.target, ImportRef):
                    for target in _resolve(ref.target, file.path, modules):
                        yield repo.name, file.path, target


def _modules(board: Board, repo: str) -> dict[str, list[str]]:
    """
    Return Python modules and Go package folders by every suffix of their path, with the paths that they may mean.
    """
    found: dict[str, list[str]] = defaultdict(list)
    folders: set[str] = set()
    installed = _installed(board, repo)
    for path in sorted(board.paths[repo]):
        if path.endswith(".py"):
            parts = path.removesuffix(".py").removesuffix("/__init__").split("/")
            for start in range(len(parts)):
                home = "/".join((*parts[:start], "__init__.py"))
                if start and parts[start] in installed and home in board.paths[repo]:
                    continue  # within a package it has a longer name: the short one means what is installed
                found[".".join(parts[start:])].append(path)
        elif path.endswith(".go") and folder_of(path) not in folders:
            folder = folder_of(path)
            folders.add(folder)
            parts = folder.split("/")
            for start in range(len(parts)):
                found["go:" + "/".join(parts[start:])].append(folder + "/")
    return found


def _installed(board: Board, repo: str) -> set[str]:
    """
    Return the names of the distributions that the repository *repo* asks for, as Python would import them.
    """
    return {
        ref.target.name.lower().replace("-", "_")
        for (name, _), file in board.files.items()
        for ref in file.reading.references
        if name == repo and isinstance(ref.target, PackageRef) and ref.target.ecosystem == "python"
    }


def _resolve(target: ImportRef, importer: str, modules: dict[str, list[str]]) -> list[str]:
    if target.ecosystem == "python":
        return _nearest_modules(target, importer, modules)
    parts = target.module.split("/")
    for start in range(3, len(parts)):
        folders = modules.get("go:" + "/".join(parts[start:]))
        if folders and len(folders) == 1:
            return folders
    return []


def _nearest_modules(target: ImportRef, importer: str, modules: dict[str, list[str]]) -> list[str]:
    """
    Return the files of a Python import: the module itself, or the modules that are imported from it by name.
    """
    if target.module.partition(".")[0] in sys.stdlib_module_names:
        return []  # a file of the same name somewhere below is not what Python would take
    names = [f"{target.module}.{call}" for call in target.calls if call.isidentifier()]
    hits = [path for name in names for path in _unique(modules.get(name, []), importer)]
    return hits or _unique(modules.get(target.module, []), importer)


def _unique(paths: list[str], importer: str) -> list[str]:
    if len(paths) <= 1:
        return paths
    folder = folder_of(importer)
    best = max(paths, key=lambda path: (_shared(folder, path), -len(path)))
    return [best] if _shared(folder, best) or best.count("/") <= 1 else []


def _shared(folder: str, path: str) -> int:
    count = 0
    for one, other in zip(folder.split("/"), path.split("/"), strict=False):
        if one != other:
            break
        count += 1
    return count


def own_by_import(board: Board) -> None:
    """
    Give each file that only one component imports, directly or through files of its own, to that component.

    A folder of the same name as its importer is that component's even where others import it too.
    """
    imports = [(repo, source, target) for repo, source, target in local_imports(board)]
    for _ in range(4):  # each round follows one more import; deeper chains are rare and cost little when missed
        owners = Owners(board.drafts)
        users: dict[tuple[str, str], list[Draft]] = defaultdict(list)
        for repo, source, target in imports:
            for draft in owners.of(repo, source):
                if draft not in users[repo, target]:
                    users[repo, target].append(draft)
        changed = False
        for (repo, target), drafts in sorted(users.items(), key=lambda entry: entry[0]):
            changed |= _give(board, owners, repo, target, drafts)
        if not changed:
            return


def _give(board: Board, owners: Owners, repo: str, target: str, drafts: list[Draft]) -> bool:
    path = owner_place(target.rstrip("/")) if target.endswith("/") else target
    if owners.of(repo, path) or _is_test(board, repo, target):
        return False
    name = normal_name(target.rstrip("/").rsplit("/", 1)[-1].removesuffix(".py"))
    named = [draft for draft in drafts if normal_name(draft.name) == name]
    chosen = drafts if len(drafts) == 1 else named
    if len(chosen) != 1:
        return False
    if target.endswith("/"):
        chosen[0].folders.add((repo, target.rstrip("/")))
    else:
        chosen[0].files.add((repo, target))
    return True


def _is_test(board: Board, repo: str, target: str) -> bool:
    file = board.files.get((repo, target))
    return file is not None and file.status is Status.TEST


def add_libraries(board: Board) -> None:
    """
    Start a library for each folder of code that no component owns and that several components import.
    """
    owners = Owners(board.drafts)
    users: dict[tuple[str, str], set[int]] = defaultdict(set)
    files: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for repo, source, target in local_imports(board):
        path = owner_place(target.rstrip("/")) if target.endswith("/") else target
        if owners.of(repo, path) or _is_test(board, repo, target) or not folder_of(path):
            continue
        place = (repo, folder_of(path))
        users[place] |= {id(draft) for draft in owners.of(repo, source)}
        files[place][target] += 1
    wanted = [place for place, importers in users.items() if len(importers) >= MANY]
    homes = _library_folders(wanted)
    merged: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for place in wanted:
        merged[homes[place]] += files[place]
    for (repo, folder), counts in sorted(merged.items()):
        _start_library(board, repo, folder, counts)


def _library_folders(wanted: list[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """
    Return where each library lives: packages side by side in one folder are one library, and so are folders in folders.
    """
    homes = {place: place for place in wanted}
    while True:
        siblings = Counter((repo, folder_of(folder)) for repo, folder in set(homes.values()) if folder_of(folder))
        crowded = {parent for parent, count in siblings.items() if count >= MANY}
        inner = {home for home in homes.values() if (home[0], folder_of(home[1])) in crowded}
        nested = {a for a in homes.values() for b in homes.values() if a != b and a[0] == b[0] and inside(a[1], b[1])}
        if not inner | nested:
            return homes
        homes = {
            place: (home[0], folder_of(home[1])) if home in inner | nested else home for place, home in homes.items()
        }


def _only_use(board: Board, repo: str, files: list[str]) -> str | None:
    """
    Return the one class that nearly everybody imports a library of one file for: that is what its users call it.
    """
    if len(files) != 1 or not files[0].endswith(".py"):
        return None
    module = files[0].removesuffix(".py").replace("/", ".")
    targets = [
        ref.target
        for (name, _), file in board.files.items()
        for ref in file.reading.references
        if name == repo and isinstance(ref.target, ImportRef) and module.endswith(ref.target.module)
    ]
    names = Counter(call for target in targets for call in set(target.calls) if call.isidentifier())
    name, count = next(iter(names.most_common(1)), ("", 0))
    return name if name[:1].isupper() and count >= _NEARLY * len(targets) else None


def _start_library(board: Board, repo: str, folder: str, files: Counter[str]) -> None:
    ranked = sorted(files, key=lambda path: (-files[path], path))
    items = [item for path in ranked for item in board.by_path.get((repo, path), []) if item.status is Status.LIVE]
    name = _only_use(board, repo, ranked) or folder.rsplit("/", 1)[-1]
    if items:
        draft = board.start(items[0], Kind.LIBRARY, name)
    else:
        draft = board.start_external(name, Kind.LIBRARY, Evidence(repo, ranked[0], 1, None, "module"))
    draft.decide(Why.IMPORTED, kind=Kind.LIBRARY)
    draft.decide(Why.OWN_CODE, built=Built.BESPOKE)
    draft.files |= {(repo, path) for path in ranked if not path.endswith("/")}
    draft.folders.add((repo, folder))
