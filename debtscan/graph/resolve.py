"""
Who means whom: each reference becomes a link between two components, or stays as what to ask the predecessor.
"""

import re
from collections.abc import Iterator

from msgspec import structs

from debtscan.catalog.catalog import Catalog
from debtscan.graph.board import Board
from debtscan.graph.builds import Recipes
from debtscan.graph.deliveries import deployed_drafts
from debtscan.graph.directory import Directory
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.externals import Externals, Stores
from debtscan.graph.overlays import Overlays
from debtscan.graph.places import anchors, folder_of
from debtscan.graph.settings import Settings
from debtscan.graph.web import Web
from debtscan.model.declaration import (
    ApiRef,
    CommandRef,
    EndpointSpec,
    HostRef,
    ImageBuildSpec,
    ImageRef,
    ImportRef,
    ModuleRef,
    NameRef,
    PackageRef,
    PackageSpec,
    PathRef,
    ProgramSpec,
    RecordSpec,
    Reference,
    ResourceSpec,
    RollbackRef,
    RunbookSpec,
    SecretRef,
    Spec,
    StoreRef,
)
from debtscan.model.estate import SourceFile
from debtscan.model.evidence import Evidence
from debtscan.model.words import Confidence, How, Kind, Status

_TEMPLATE = re.compile(r"\{\{|\$\{|\$\(|<[a-z]|%s|\{[a-z_]*\}")
_INTERNAL = re.compile(r"[a-z0-9-]+|.*\.(svc|internal|local|lan|intra|corp)(\.cluster\.local)?")
_EVERYWHERE = frozenset(  # names that a cluster or a machine answers by itself
    {"localhost", "kubernetes", "metadata.google.internal", "metadata", "host.docker.internal", "kubernetes.default"}
    | {"kubernetes.default.svc", "kubernetes.default.svc.cluster.local"}
)
_VALUES = "values:"  # how places in the values of a chart begin
_BUILDERS = frozenset({Kind.CI, Kind.JOB, Kind.CLI, Kind.PIPELINE, Kind.CHART, Kind.IAC})
_GRANTS = frozenset({"Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"})


def _is_many(draft: Draft) -> bool:
    """
    Tell whether the files around *draft* are each about something else: an API among others, a set and its members.
    """
    return draft.kind is Kind.CRD or draft.has(RecordSpec)


class Resolver:
    """
    Looks references up among the drafts of a board.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - all that a reference may lead to
        self, board: Board, recipes: Recipes, catalog: Catalog, directory: Directory, web: Web, overlays: Overlays
    ) -> None:
        self.board = board
        self.recipes = recipes
        self.catalog = catalog
        self.directory = directory
        self.web = web
        self.overlays = overlays
        self.externals = Externals(board)
        self.settings = Settings(board)
        self.stores = Stores([])

    def run(self) -> None:
        """
        Resolve every reference of every file that is in use or belongs to a component.
        """
        found = list(self._all())
        self.stores = Stores(
            [(ref.target, sources) for _, _, ref, sources in found if isinstance(ref.target, StoreRef)]
        )
        for repo, file, ref, sources in found:
            self._resolve(repo, file, ref, sources)

    def _all(self) -> Iterator[tuple[str, SourceFile, Reference, list[Draft]]]:
        """
        Yield each reference that some component makes, with its repository, file and those components.
        """
        for (repo, path), file in self.board.files.items():
            items = {item.declaration.key: item for item in self.board.by_path.get((repo, path), [])}
            for ref in file.reading.references:
                sources = self._sources(repo, path, items.get(ref.source or ""))
                if sources:
                    yield repo, file, ref, sources
                    for setting in self.settings.taken_by(repo, path, ref):
                        yield setting.repo, setting.file, setting.reference, sources

    def _sources(self, repo: str, path: str, item: Item[Spec] | None) -> list[Draft]:
        if item is not None and self.board.owners(item):
            return self.board.owners(item)
        if self.settings.is_taken(item) or (item is not None and isinstance(item.spec, RunbookSpec)):
            return []  # what others take in is theirs, and what people do by hand is nobody's
        around = [draft for draft in self.directory.owners.of(repo, path) if not _is_many(draft)]
        return around if item is None or len(around) == 1 else []  # an object beside several components is no one's

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
                self.web.link(sources, self.directory.of_api(ref.target), How.CRD, place, ref.confidence)
            case StoreRef():
                self._store(ref, ref.target, place, sources)
            case ModuleRef():
                self._module(ref.target, place, sources)
            case ImportRef():
                self._provider(ref, ref.target, place, sources)
            case PackageRef() | SecretRef() | RollbackRef():
                pass  # facts of the component
            case _:  # the type of the argument says that only a command is left
                self._command(ref, ref.target, place, sources)

    def _image(self, ref: Reference, target: ImageRef, place: Evidence, sources: list[Draft]) -> None:
        recipe = self.recipes.of_image(place.repo, place.path, target.image)
        if recipe is not None:
            if not any(recipe.item in source.items for source in sources):
                self.web.link(sources, self.board.owners(recipe.item)[:1], How.IMAGE, place, ref.confidence)
            return
        if self.catalog.product_of_image(target.image) is not None:
            return
        if (ref.key or "").startswith("FROM"):
            return
        live = self.board.files[place.repo, place.path].status is Status.LIVE
        pipelines = [source for source in sources if source.kind is Kind.PIPELINE and live]
        external = self.externals.image(target, place) if pipelines else None
        if external is not None:
            self.web.link(pipelines, [external], How.IMAGE, place, ref.confidence)
        elif not _TEMPLATE.search(target.image):
            self.web.miss(target.image, sources, "no_build", place)

    def _host(self, ref: Reference, target: HostRef, place: Evidence, sources: list[Draft]) -> None:
        found = self.directory.at_host(target.host, place)
        if (ref.key or "").startswith(_VALUES) and any(_publishes(draft, target.host) for draft in found):
            return  # values of a chart say by which name the world reaches a part of it
        if found:
            self.web.link(sources, found, ref.how, place, ref.confidence)
        elif _INTERNAL.fullmatch(target.host) and not _TEMPLATE.search(target.host) and target.host not in _EVERYWHERE:
            self.web.miss(target.host, sources, "no_such_host", place)

    def _path(self, ref: Reference, target: PathRef, place: Evidence, sources: list[Draft]) -> None:
        if ref.how in {How.IMPORT, How.DATA} or (ref.key or "").startswith(("COPY", "ADD")):
            return  # what an image takes in or a container mounts is no component that it depends on
        if place.path in anchors(place.path, target.path):
            return  # a Makefile that calls itself
        found = next(filter(None, (self._at(place.repo, at, ref.how) for at in anchors(place.path, target.path))), [])
        found = [draft for draft in found if draft not in sources]
        if ref.how is How.DEPLOY and any(draft.kind is Kind.IAC for draft in found):
            found = [draft for draft in found if not draft.has(ResourceSpec)]  # the stack deploys what it makes
        if ref.how is How.BUILD:
            sources = [
                source for source in sources if source.kind in _BUILDERS
            ]  # a service is built, it builds nothing
        if ref.how is How.BUILD and any(
            at in self.board.folders[place.repo] for at in anchors(place.path, target.path)
        ):
            found = _built_from(target.path, found)
        if found:
            self.web.link(sources, found, ref.how, place, ref.confidence)

    def _at(self, repo: str, path: str, how: How) -> list[Draft]:
        """
        Return the components at *path*; what deploys a kustomization deploys all that it puts together.
        """
        deployed = self.overlays.deployed(repo, path) if how is How.DEPLOY else []
        return deployed_drafts(self.board, deployed) or list(self.directory.at_path(repo, path))

    def _name(self, ref: Reference, target: NameRef, place: Evidence, sources: list[Draft]) -> None:
        picked = self.directory.by_name(target, place)
        if target.space == "terraform":  # a stack makes what it names, dashboards only show it
            sources = [source for source in sources if source.kind is not Kind.IAC and not self._shows(source)]
        if picked:
            self.web.link(sources, picked, ref.how, place, ref.confidence)
        elif target.space == "setting":
            self._setting(target, place, sources)
        elif target.space == "dag" and not _TEMPLATE.search(target.name):
            self._pipeline(ref, target, place, sources)

    def _setting(self, target: NameRef, place: Evidence, sources: list[Draft]) -> None:
        """
        Link programs to what a variable that they read without a default is set to elsewhere in the repository.
        """
        setting = self.settings.value_of(place.repo, target.name)
        users = [source for source in sources if source.kind is not Kind.LIBRARY]
        if setting is not None and users:
            self._resolve(setting.repo, setting.file, setting.reference, users)

    def _pipeline(self, ref: Reference, target: NameRef, place: Evidence, sources: list[Draft]) -> None:
        """
        Link pipelines to one that the estate does not hold; whose it is, stays a question.
        """
        waiting = [source for source in sources if source.kind is Kind.PIPELINE]
        live = self.board.files[place.repo, place.path].status is Status.LIVE
        if waiting and live and ref.confidence is Confidence.HIGH:
            self.web.link(waiting, [self.externals.pipeline(target.name, place)], ref.how, place, ref.confidence)
        self.web.miss(target.name, sources, "no_such_pipeline", place)

    def _shows(self, draft: Draft) -> bool:
        """
        Tell whether *draft* is what is only counted: alerts, dashboards, budgets.
        """
        known = (self.catalog.cloud_resource(item.spec.type) for item in draft.of(ResourceSpec))
        return any(each is not None and each.counted for each in known)

    def _store(self, ref: Reference, target: StoreRef, place: Evidence, sources: list[Draft]) -> None:
        users = [source for source in sources if source.kind not in {Kind.DATASTORE, Kind.QUEUE, Kind.REGISTRY}]
        if not users or self.board.files[place.repo, place.path].status is not Status.LIVE:
            return
        how = ref.how if ref.how in {How.QUEUE, How.DATA, How.CALL, How.ENV} else How.DATA
        for user in users:
            meant = self.stores.meant(target, user)
            if meant is not None:
                self.web.link([user], self.externals.store(meant, place), how, place, ref.confidence)

    def _provider(self, ref: Reference, target: ImportRef, place: Evidence, sources: list[Draft]) -> None:
        """
        Link what an orchestrator's operators drive; local imports are linked as a whole, other packages are facts.
        """
        if self.board.files[place.repo, place.path].status is Status.LIVE:
            found = self.externals.provider(target.module, place)
            self.web.link(sources, found, How.CALL, place, ref.confidence)

    def _module(self, target: ModuleRef, place: Evidence, sources: list[Draft]) -> None:
        if target.local:
            found = self.directory.of_module(place.repo, target.source.strip("/"))
            self.web.link(sources, found, How.MODULE, place)

    def _command(self, ref: Reference, target: CommandRef, place: Evidence, sources: list[Draft]) -> None:
        for word in target.command.split():
            plain = word.strip("\"'").removeprefix("./")
            if "/" not in plain and not plain.endswith((".py", ".sh")):
                continue
            for path in (plain, f"{folder_of(place.path)}/{plain}".strip("/")):
                if path in self.board.paths[place.repo]:
                    found = [draft for draft in self.directory.owners.of(place.repo, path) if draft not in sources]
                    self.web.link(sources, found, ref.how, place, ref.confidence)
                    return


def _publishes(draft: Draft, host: str) -> bool:
    return any(host in item.spec.hosts for item in draft.of(EndpointSpec))


def _built_from(written: str, found: list[Draft]) -> list[Draft]:
    """
    Return those of *found* that can be built; what else lies in the folder of a build is not made by it.
    """
    recipes = [draft for draft in found if draft.has(ImageBuildSpec)]
    folder = written.strip("./")
    here = [draft for draft in recipes if any(folder_of(item.path) == folder for item in draft.of(ImageBuildSpec))]
    return here or recipes or [draft for draft in found if draft.has(ProgramSpec) or draft.has(PackageSpec)]
