"""
Who means whom: each reference becomes a link between two components, or stays as what to ask the predecessor.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from msgspec import structs

from debtscan.catalog.catalog import Catalog
from debtscan.graph.builds import Recipes
from debtscan.graph.code import local_imports
from debtscan.graph.drafts import Board, Draft, Item, Owners
from debtscan.graph.externals import Externals
from debtscan.graph.places import anchors, folder_of, nearest, normal_name, owner_place
from debtscan.model.declaration import (
    ApiRef,
    ChartSpec,
    CommandRef,
    ControllerSpec,
    CrdSpec,
    EndpointSpec,
    HostRef,
    ImageRef,
    ImportRef,
    ModuleRef,
    NameRef,
    PackageRef,
    PathRef,
    PipelineSpec,
    PublishSpec,
    Reference,
    ReleaseSpec,
    ResourceSpec,
    SecretRef,
    StackSpec,
    StoreRef,
    WorkloadSpec,
)
from debtscan.model.estate import SourceFile
from debtscan.model.evidence import Evidence
from debtscan.model.words import Confidence, How, Kind, Status

_TEMPLATE = re.compile(r"\{\{|\$\{|\$\(|<[a-z]|%s|\{[a-z_]*\}")
_INTERNAL = re.compile(r"[a-z0-9-]+|.*\.(svc|internal|local|lan|intra|corp)(\.cluster\.local)?")
_GRANTS = frozenset({"Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"})


class Resolver:
    """
    Looks references up among the drafts of a board.
    """

    def __init__(self, board: Board, recipes: Recipes, catalog: Catalog) -> None:
        self.board = board
        self.recipes = recipes
        self.catalog = catalog
        self.owners = Owners(board.drafts)
        self.externals = Externals(board)
        self.edges: list[tuple[Draft, Draft, How, Confidence, Evidence]] = []
        self.loose: list[tuple[str, Draft, str, Evidence]] = []
        self._at_file, self._firsts = _places(board)
        self._names = _names(board)
        self._hosts = _hosts(board)
        self._apis = _apis(board)

    def run(self) -> None:
        """
        Resolve every reference of every file that is in use or belongs to a component.
        """
        for (repo, path), file in self.board.files.items():
            items = {item.declaration.key: item for item in self.board.by_path.get((repo, path), [])}
            for ref in file.reading.references:
                sources = self._sources(repo, path, items.get(ref.source or ""))
                if sources:
                    self._resolve(repo, file, ref, sources)
        self._declared_links()
        self._imports()

    def _sources(self, repo: str, path: str, item: Item | None) -> list[Draft]:
        if item is not None and self.board.owners(item):
            return self.board.owners(item)
        around = [draft for draft in self.owners.of(repo, path) if draft.kind is not Kind.CRD]
        return around if item is None or len(around) == 1 else []  # an object beside several components is no one's

    def _link(
        self,
        sources: Iterable[Draft],
        targets: Iterable[Draft],
        how: How,
        evidence: Evidence,
        confidence: Confidence = Confidence.HIGH,
    ) -> None:
        for source in sources:
            for target in targets:
                if source is not target:
                    self.edges.append((source, target, how, confidence, evidence))

    def _resolve(self, repo: str, file: SourceFile, ref: Reference, sources: list[Draft]) -> None:
        if any(source.kind is Kind.SCHEDULER for source in sources) and ref.how in {How.DEPLOY, How.STEP, How.CALL}:
            ref = structs.replace(ref, how=How.TRIGGER)  # what a schedule starts, it triggers
        place = Evidence(repo, file.path, ref.line, ref.key or ref.source, ref.how.value)
        match ref.target:
            case ImageRef():
                self._image(ref, ref.target, place, sources)
            case HostRef():
                self._host(ref, ref.target, place, sources)
            case PathRef():
                self._path(ref, ref.target, place, sources)
            case NameRef():
                self._name(ref, ref.target, place, sources)
            case ApiRef():
                if ref.source and ref.source.split("/", 1)[0] in _GRANTS:
                    return  # a grant says who may, not who does
                self._link(sources, self._api(ref.target), How.CRD, place, ref.confidence)
            case StoreRef():
                self._store(ref, ref.target, place, sources)
            case ModuleRef():
                self._module(ref.target, place, sources)
            case CommandRef():
                self._command(ref, ref.target, place, sources)
            case ImportRef() | PackageRef() | SecretRef():
                pass  # local imports are linked as a whole; technologies and secrets are facts

    def _image(self, ref: Reference, target: ImageRef, place: Evidence, sources: list[Draft]) -> None:
        recipe = self.recipes.of_image(place.repo, place.path, target.image)
        if recipe is not None:
            if not any(recipe.item in source.items for source in sources):
                self._link(sources, self.board.owners(recipe.item)[:1], How.IMAGE, place, ref.confidence)
            return
        if self.catalog.product_of_image(target.image) is not None:
            return
        if (ref.key or "").startswith("FROM"):
            return
        live = self.board.files[place.repo, place.path].status is Status.LIVE
        pipelines = [source for source in sources if source.kind is Kind.PIPELINE and live]
        external = self.externals.image(target, place) if pipelines else None
        if external is not None:
            self._link(pipelines, [external], How.IMAGE, place, ref.confidence)
        elif not _TEMPLATE.search(target.image):
            self._miss(target.image, sources, "no_build", place)

    def _host(self, ref: Reference, target: HostRef, place: Evidence, sources: list[Draft]) -> None:
        found = self._at_host(target.host, place)
        if found:
            self._link(sources, found, ref.how, place, ref.confidence)
        elif _INTERNAL.fullmatch(target.host) and not _TEMPLATE.search(target.host) and target.host != "localhost":
            self._miss(target.host, sources, "no_such_host", place)

    def _at_host(self, host: str, place: Evidence) -> list[Draft]:
        first, _, rest = host.partition(".")
        if rest and not re.match(r"[a-z0-9-]+(\.svc|$)", rest):
            return []
        found = self._hosts.get(first.lower(), [])
        local = [(path, draft) for repo, path, draft in found if repo == place.repo]
        return nearest(place.path, local or [(path, draft) for _, path, draft in found])[:1]

    def _path(self, ref: Reference, target: PathRef, place: Evidence, sources: list[Draft]) -> None:
        if ref.how in {How.IMPORT, How.DATA} or (ref.key or "").startswith(("COPY", "ADD")):
            return  # what an image takes in or a container mounts is no component that it depends on
        found = next(filter(None, (list(self._at_path(place.repo, at)) for at in anchors(place.path, target.path))), [])
        found = [draft for draft in found if draft not in sources]
        if found:
            self._link(sources, found, ref.how, place, ref.confidence)

    def _at_path(self, repo: str, path: str) -> Iterator[Draft]:
        """
        Yield the components at a file, in a folder, or matching a glob, each once.
        """
        plain = path.strip("/").removeprefix("./")
        seen: dict[int, Draft] = {id(draft): draft for draft in self._lying_at(repo, plain)}
        yield from seen.values()
        if not seen and plain in self.board.paths[repo]:
            yield from self.owners.of(repo, plain)

    def _lying_at(self, repo: str, plain: str) -> Iterator[Draft]:
        if not plain:
            return
        yield from self._at_file.get((repo, plain), ())
        firsts = self._firsts.get(repo, [])
        if "*" in plain:
            pattern = re.compile(re.escape(plain).replace(r"\*", "[^/]*"))
            yield from (draft for first, _, draft in firsts if pattern.match(first))
            return
        for first, _, draft in firsts[bisect_left(firsts, (plain + "/",)) :]:
            if not first.startswith(plain + "/"):
                return
            yield draft

    def _name(self, ref: Reference, target: NameRef, place: Evidence, sources: list[Draft]) -> None:
        found = self._names.get((target.space, normal_name(target.name)), [])
        local = [(path, draft) for repo, path, draft in found if repo == place.repo]
        if target.space in {"compose", "job", "task"}:
            local = [(path, draft) for path, draft in local if folder_of(path) == folder_of(place.path)]
            picked = nearest(place.path, local)[:1]
        else:
            picked = nearest(place.path, local or [(path, draft) for _, path, draft in found])[:1]
        if picked:
            self._link(sources, picked, ref.how, place, ref.confidence)
        elif target.space == "dag" and not _TEMPLATE.search(target.name):
            self._miss(target.name, sources, "no_such_pipeline", place)

    def _api(self, target: ApiRef) -> list[Draft]:
        found = self._apis.get((target.group, target.kind.lower()))
        return found or ([] if target.group else self._apis.get(("", target.kind.lower()), []))

    def _store(self, ref: Reference, target: StoreRef, place: Evidence, sources: list[Draft]) -> None:
        users = [source for source in sources if source.kind not in {Kind.DATASTORE, Kind.QUEUE, Kind.REGISTRY}]
        if not users or self.board.files[place.repo, place.path].status is not Status.LIVE:
            return
        how = ref.how if ref.how in {How.QUEUE, How.DATA, How.CALL, How.ENV} else How.DATA
        self._link(users, self.externals.store(target, place), how, place, ref.confidence)

    def _module(self, target: ModuleRef, place: Evidence, sources: list[Draft]) -> None:
        if not target.local:
            return
        folder = target.source.strip("/")
        found = [
            draft
            for draft in self.board.drafts
            if any(
                item.repo == place.repo and folder_of(item.path) == folder
                for item, _ in draft.specs(StackSpec, ResourceSpec)
            )
        ]
        stacks = [draft for draft in found if draft.has(StackSpec)] or found
        self._link(sources, stacks[:1], How.MODULE, place)

    def _command(self, ref: Reference, target: CommandRef, place: Evidence, sources: list[Draft]) -> None:
        for word in target.command.split():
            plain = word.strip("\"'").removeprefix("./")
            if "/" not in plain and not plain.endswith((".py", ".sh")):
                continue
            for path in (plain, f"{folder_of(place.path)}/{plain}".strip("/")):
                if path in self.board.paths[place.repo]:
                    found = [draft for draft in self.owners.of(place.repo, path) if draft not in sources]
                    self._link(sources, found, ref.how, place, ref.confidence)
                    return

    def _miss(self, reference: str, sources: list[Draft], why: str, place: Evidence) -> None:
        live = [source for source in sources if source.kind is not Kind.LIBRARY]
        if live:
            self.loose.append((reference, live[0], why, place))

    def _declared_links(self) -> None:
        """
        Link what declarations say by themselves: builds, installations, reconcilers, charts.
        """
        for item in self.board.items:
            spec = item.spec
            if isinstance(spec, PublishSpec):
                sources = [
                    draft
                    for draft in self.owners.of(item.repo, item.path)
                    if draft.kind in {Kind.CI, Kind.JOB, Kind.CLI, Kind.PIPELINE}
                ]
                for recipe in self.recipes.published_by(item):
                    self._link(sources, self.board.owners(recipe.item), How.BUILD, item.evidence("build"))
            elif isinstance(spec, ReleaseSpec):
                self._release(item, spec)
            elif isinstance(spec, ControllerSpec):
                self._link(self.board.owners(item), self._api(ApiRef(spec.group, spec.kind)), How.CRD, item.evidence())
            elif isinstance(spec, ResourceSpec):
                stacks = [
                    draft
                    for draft in self.owners.of(item.repo, owner_place(folder_of(item.path)))
                    if draft.kind is Kind.IAC
                ]
                self._link(stacks, self.board.owners(item), How.DEPLOY, item.evidence())
        for draft in self.board.drafts:
            if draft.kind is Kind.CHART:
                self._chart(draft)

    def _release(self, item: Item, spec: ReleaseSpec) -> None:
        targets = self.board.owners(item)
        if not targets:
            chart = normal_name(spec.chart.rsplit("/", 1)[-1])
            targets = [
                d
                for d in self.board.drafts
                if d.repo == item.repo
                and d.has(ChartSpec)
                and any(normal_name(i.name) == chart for i, _ in d.specs(ChartSpec))
            ]
        how = How.MODULE if spec.by == "chart" else How.DEPLOY
        around = [
            d
            for d in self.owners.of(item.repo, owner_place(folder_of(item.path)))
            if d.kind in {Kind.IAC, Kind.CHART, Kind.CLUSTER}
        ]
        own = [d for d in self.owners.of(item.repo, item.path) if d not in targets]
        self._link(around or own, targets, how, item.evidence())

    def _chart(self, chart: Draft) -> None:
        folders = [(repo, folder) for repo, folder in sorted(chart.folders)]
        for draft in self.board.drafts:
            first = draft.items[0] if draft.items else None
            if first is not None and any(
                first.repo == repo and first.path.startswith(f"{folder}/templates/") for repo, folder in folders
            ):
                self._link([chart], [draft], How.DEPLOY, first.evidence())

    def _imports(self) -> None:
        for repo, source, target in local_imports(self.board):
            path = owner_place(target.rstrip("/")) if target.endswith("/") else target
            sources = self.owners.of(repo, source)
            found = [
                draft
                for draft in self.owners.of(repo, path)
                if draft not in sources and draft.kind is not Kind.PIPELINE
            ]
            if found and self.board.files[repo, source].status is Status.LIVE:
                self._link(sources, found, How.IMPORT, Evidence(repo, source, None, f"import:{target}", "import"))


def _places(board: Board) -> tuple[dict[tuple[str, str], list[Draft]], dict[str, list[tuple[str, int, Draft]]]]:
    """
    Return the drafts by each file or folder that is theirs, and by repository the best path of each, sorted.
    """
    at: dict[tuple[str, str], list[Draft]] = {}
    firsts: dict[str, list[tuple[str, int, Draft]]] = {}
    for number, draft in enumerate(board.drafts):
        places = [(item.repo, item.path) for item in draft.items] + sorted(draft.folders)
        for place in dict.fromkeys(places):
            at.setdefault(place, []).append(draft)
        for item in draft.items[:1]:
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


def _spaces(item: Item) -> Iterator[tuple[str, str]]:
    spec = item.spec
    if isinstance(spec, PipelineSpec):
        yield ("dag" if spec.engine == "airflow" else "workflow-template"), item.name
        yield "pipeline", item.name
    elif isinstance(spec, WorkloadSpec):
        yield (
            ("compose" if spec.platform == "compose" else "workload"),
            item.declaration.key.rsplit(".", 1)[-1] if spec.platform == "compose" else item.name,
        )
    elif isinstance(spec, ResourceSpec):
        yield "resource", item.name
        yield "resource", spec.address
        yield "terraform", f"{folder_of(item.path)}:{spec.address}"
        if spec.type.endswith("cluster"):
            yield "cluster", item.name
    elif isinstance(spec, ChartSpec):
        yield "chart", item.name


def _hosts(board: Board) -> dict[str, list[tuple[str, str, Draft]]]:
    """
    Return the drafts by the names under which they can be reached on a network.
    """
    found: dict[str, list[tuple[str, str, Draft]]] = {}
    for draft in board.drafts:
        for item, spec in draft.specs(EndpointSpec, WorkloadSpec):
            names = {item.name}
            if isinstance(spec, WorkloadSpec) and spec.platform == "compose":
                names.add(item.declaration.key.rsplit(".", 1)[-1])
            for name in names:
                place = (item.repo, item.path, draft)
                if place not in found.setdefault(name.lower(), []):
                    found[name.lower()].append(place)
    return found


def _apis(board: Board) -> dict[tuple[str, str], list[Draft]]:
    """
    Return the crd drafts by (group, kind or plural in lower case), and by ("", kind) too.
    """
    found: dict[tuple[str, str], list[Draft]] = {}
    for draft in board.drafts:
        if draft.kind is not Kind.CRD:
            continue
        for _, spec in draft.specs(CrdSpec):
            if isinstance(spec, CrdSpec):
                for word in {spec.kind.lower(), spec.plural.lower()} - {""}:
                    for group in (spec.group, ""):
                        if draft not in found.setdefault((group, word), []):
                            found[group, word].append(draft)
    return found
