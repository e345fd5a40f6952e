"""
The directory of an estate: which components lie at a path, answer at a host, or go by a name or an API.
"""

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import PurePosixPath

from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.owners import Owners
from debtscan.graph.places import folder_of, glob, home_of, nearest, normal_name
from debtscan.model.declaration import (
    ApiRef,
    ChartSpec,
    ConfigSpec,
    CrdSpec,
    EndpointSpec,
    ModuleRef,
    NameRef,
    PipelineSpec,
    ReleaseSpec,
    ResourceSpec,
    SecretStoreSpec,
    Spec,
    StackSpec,
    WorkloadSpec,
)
from debtscan.model.evidence import Evidence
from debtscan.model.words import Kind

_RUNNING = frozenset({Kind.SERVICE, Kind.JOB, Kind.PIPELINE})
_DEEPEST = 4  # modules in modules
_ENDS = ("-master", "-primary", "-headless", "-server", "-svc")  # of Services that charts of stores make
_BESIDE = frozenset({"compose", "job", "task"})  # spaces in which a name means a neighbour of the same folder


class Directory:
    """
    Finds the components that a reference may mean; built when all of them are known.
    """

    def __init__(self, board: Board) -> None:
        self._board = board
        self.owners = Owners(board.drafts)
        self._at_file, self._firsts = _places(board)
        self._names = _names(board)
        self._calls = _calls(board)
        self._hosts = _hosts(board)
        workloads = {item.spec.namespace for item in board.of(WorkloadSpec)}
        endpoints = {item.spec.namespace for item in board.of(EndpointSpec)}
        self._namespaces = workloads | endpoints - {""} | set().union(*board.namespaces.values())
        self._apis = _apis(board)

    def at_host(self, host: str, place: Evidence) -> list[Draft]:
        """
        Return the component that answers at *host*, the nearest to *place* where several do.
        """
        found = self._hosts.get(host.lower(), [])
        first, _, rest = host.lower().partition(".")
        namespace, _, domain = rest.partition(".")
        if not found and (domain.startswith("svc") or (not domain and namespace in self._namespaces)):
            found = self._hosts.get(first, [])
        local = [(path, draft) for repo, path, draft in found if repo == place.repo]
        return nearest(place.path, local or [(path, draft) for _, path, draft in found])[:1]

    def at_path(self, repo: str, path: str) -> Iterator[Draft]:
        """
        Yield the components at a file, in a folder, or matching a glob, each once.
        """
        plain = path.strip("/").removeprefix("./")
        seen: dict[int, Draft] = {id(draft): draft for draft in self._lying_at(repo, plain)}
        yield from seen.values()
        if not seen and plain in self._board.paths[repo]:
            yield from self.owners.of(repo, plain)

    def _lying_at(self, repo: str, plain: str) -> Iterator[Draft]:
        if not plain:
            return
        yield from self._at_file.get((repo, plain), ())
        firsts = self._firsts.get(repo, [])
        if "*" in plain:
            named = glob(plain)
            yield from (draft for first, _, draft in firsts if named(first))
            return
        for first, _, draft in firsts[bisect_left(firsts, (plain + "/",)) :]:
            if not first.startswith(plain + "/"):
                return
            yield draft

    def by_name(self, target: NameRef, place: Evidence) -> list[Draft]:
        """
        Return the component of that name, the nearest to *place* where several have it.
        """
        name = normal_name(target.name)
        found = self._names.get((target.space, name), []) if name else []
        if not found and target.space == "dbt":
            found = self._only_project(place.repo)  # where it runs, its folder is called otherwise
        if not found and (place.repo, target.name) in self._calls:
            return self._made_by(place.repo, self._calls[place.repo, target.name])
        local = [(path, draft) for repo, path, draft in found if repo == place.repo]
        if target.space in _BESIDE:
            wide = [(path, draft) for path, draft in local if folder_of(path) == folder_of(place.path)]
        else:
            wide = local or [(path, draft) for _, path, draft in found]
        return nearest(place.path, wide)[:1]

    def _only_project(self, repo: str) -> list[tuple[str, str, Draft]]:
        """
        Return the one dbt project of the repository *repo*, or else of the estate; [] where there are several.
        """
        every = [entry for (space, _), entries in self._names.items() if space == "dbt" for entry in entries]
        own = [entry for entry in every if entry[0] == repo] or every
        return own if len({id(draft) for _, _, draft in own}) == 1 else []

    def of_api(self, target: ApiRef) -> list[Draft]:
        """
        Return the definitions of an API; one of another group only where the reference names no group.
        """
        return self._apis.get((target.group, target.kind.lower()), [])

    def _made_by(self, repo: str, folder: str, depth: int = 0) -> list[Draft]:
        """
        Return the one thing that the module in *folder* is used for, [] where it makes several or none.
        """
        found = self._lying_in(ResourceSpec, repo, folder)
        inner = [called for (name, use), called in self._calls.items() if name == repo and use.startswith(f"{folder}:")]
        if not found and len(inner) == 1 and depth < _DEEPEST:
            return self._made_by(repo, inner[0], depth + 1)
        running = [draft for draft in found if draft.kind in _RUNNING]
        chosen = running if len(running) == 1 else found
        return chosen if len(chosen) == 1 else []

    def of_module(self, repo: str, folder: str) -> list[Draft]:
        """
        Return the component of an infrastructure folder or template: itself, else the one thing that it makes.
        """
        stacks = self._lying_in(StackSpec, repo, folder)
        return (stacks or self._lying_in(ResourceSpec, repo, folder))[:1]

    def _lying_in(self, type_: type[Spec], repo: str, folder: str) -> list[Draft]:
        return [
            draft
            for draft in self._board.drafts
            if any(item.repo == repo and folder in {folder_of(item.path), item.path} for item in draft.of(type_))
        ]


def address_of(path: str, spec: ResourceSpec) -> str:
    """
    Return the address of a resource in its repository: Terraform's are known in a folder, those of others in a file.
    """
    return f"{home_of(path, spec.tool)}:{spec.address}"


def _calls(board: Board) -> dict[tuple[str, str], str]:
    """
    Return the folder of each module of the estate by repository and the address of its use.
    """
    return {
        (repo, f"{folder_of(path)}:{ref.key}"): ref.target.source.strip("/")
        for (repo, path), file in board.files.items()
        for ref in file.reading.references
        if isinstance(ref.target, ModuleRef) and ref.target.local
    }


def _places(board: Board) -> tuple[dict[tuple[str, str], list[Draft]], dict[str, list[tuple[str, int, Draft]]]]:
    """
    Return the drafts by each file or folder that is theirs, and by repository the best path of each, sorted.
    """
    at: dict[tuple[str, str], list[Draft]] = {}
    firsts: dict[str, list[tuple[str, int, Draft]]] = {}
    for number, draft in enumerate(board.drafts):
        places = [(item.repo, item.path) for item in draft.items if item.own_file] + sorted(draft.folders)
        for place in dict.fromkeys(places):
            at.setdefault(place, []).append(draft)
        for item in (one for one in draft.items[:1] if one.own_file):
            firsts.setdefault(item.repo, []).append((item.path, number, draft))
    return at, {repo: sorted(found, key=lambda entry: entry[:2]) for repo, found in firsts.items()}


def _names(board: Board) -> dict[tuple[str, str], list[tuple[str, str, Draft]]]:
    """
    Return the drafts by (space, normal name), each with its repository and path.
    """
    found: dict[tuple[str, str], list[tuple[str, str, Draft]]] = {}
    for draft in board.drafts:
        for item in draft.items:
            for space, name in _spaces(item):
                found.setdefault((space, normal_name(name)), []).append((item.repo, item.path, draft))
    return found


def _spaces(item: Item[Spec]) -> Iterator[tuple[str, str]]:
    spec = item.spec
    if isinstance(spec, PipelineSpec):
        yield ("dag" if spec.engine == "airflow" else "workflow-template"), item.name
        yield "pipeline", item.name
        if spec.engine == "dbt":
            yield "dbt", item.name
            yield "dbt", folder_of(item.path).rpartition("/")[2] or item.repo
    elif isinstance(spec, WorkloadSpec):
        yield (
            ("compose" if spec.platform == "compose" else "workload"),
            item.declaration.key.rsplit(".", 1)[-1] if spec.platform == "compose" else item.name,
        )
    elif isinstance(spec, ResourceSpec):
        yield "resource", item.name
        yield "resource", spec.address
        yield "terraform", address_of(item.path, spec)
        if spec.type.endswith("cluster"):
            yield "cluster", item.name
    elif isinstance(spec, ChartSpec):
        yield "chart", item.name
    elif isinstance(spec, SecretStoreSpec):
        yield "secret-store", spec.tool
    elif isinstance(spec, ConfigSpec) and item.declaration.key == "values":
        yield "cluster", PurePosixPath(item.path).stem


def _hosts(board: Board) -> dict[str, list[tuple[str, str, Draft]]]:
    """
    Return the drafts by the names under which they can be reached on a network.
    """
    found: dict[str, list[tuple[str, str, Draft]]] = {}
    for draft in board.drafts:
        for release in draft.of(ReleaseSpec):
            _note_part(board, release, draft, found)
        for item in draft.items:
            if not isinstance(item.spec, EndpointSpec | WorkloadSpec):
                continue
            names = {item.name, *(item.spec.hosts if isinstance(item.spec, EndpointSpec) else ())}
            names |= board.names.get(item.key, set())
            if isinstance(item.spec, WorkloadSpec) and item.spec.platform == "compose":
                names.add(item.declaration.key.rsplit(".", 1)[-1])
            for name in names:
                place = (item.repo, item.path, draft)
                if place not in found.setdefault(name.lower(), []):
                    found[name.lower()].append(place)
    return found


def _note_part(
    board: Board, item: Item[ReleaseSpec], draft: Draft, found: dict[str, list[tuple[str, str, Draft]]]
) -> None:
    """
    Keep the names under which a part of a chart is reached: its own, and the chart's with it, as sub-charts make them.
    """
    if item.spec.by != "chart":
        return
    charts = [other.name for other in board.by_path[item.repo, item.path] if isinstance(other.spec, ChartSpec)]
    for stem in (item.name, *(f"{chart}-{item.name}" for chart in charts)):
        for end in ("", *_ENDS):
            found.setdefault(f"{stem}{end}".lower(), []).append((item.repo, item.path, draft))


def _apis(board: Board) -> dict[tuple[str, str], list[Draft]]:
    """
    Return the crd drafts by (group, kind or plural in lower case), and by ("", kind) too.
    """
    found: dict[tuple[str, str], list[Draft]] = {}
    for draft in board.drafts:
        if draft.kind is not Kind.CRD:
            continue
        for item in draft.of(CrdSpec):
            for word in {item.spec.kind.lower(), item.spec.plural.lower()} - {""}:
                for group in (item.spec.group, ""):
                    if draft not in found.setdefault((group, word), []):
                        found[group, word].append(draft)
    return found
