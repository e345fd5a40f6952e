"""
What rules may ask of a component, gathered from its declarations and the files that it owns; each with its place.
"""

from collections.abc import Iterable, Iterator

from debtscan.catalog.catalog import Catalog
from debtscan.catalog.purpose import purpose_of
from debtscan.graph.board import Board
from debtscan.graph.builds import Recipes
from debtscan.graph.drafts import Draft
from debtscan.graph.images import is_pinned, parse_image
from debtscan.graph.namespaces import Namespaces
from debtscan.model.component import ApiUse, CrdUse, Facts, ImageUse, NamedUse, ScheduleUse, TechnologyUse
from debtscan.model.declaration import (
    CiSpec,
    ConfigSpec,
    ControllerSpec,
    CrdSpec,
    CustomResourceSpec,
    EndpointSpec,
    ImageRef,
    ImportRef,
    PackageRef,
    PipelineSpec,
    ProgramSpec,
    RollbackRef,
    ScheduleSpec,
    SecretRef,
    WorkloadSpec,
)
from debtscan.model.estate import SourceFile
from debtscan.model.evidence import Evidence
from debtscan.model.words import Built, Kind, Status


def facts_of(  # noqa: PLR0913, PLR0917 - all that facts are gathered from
    board: Board,
    draft: Draft,
    files: Iterable[tuple[str, str]],
    recipes: Recipes,
    namespaces: Namespaces,
    catalog: Catalog,
) -> Facts:
    """
    Return the facts of *draft*, which owns *files* (repository, path).
    """
    read = [(repo, board.files[repo, path]) for repo, path in files if (repo, path) in board.files]
    return Facts(
        images=tuple(_images(board, draft, recipes)),
        apis=tuple(_apis(draft, catalog)),
        schedules=tuple(_schedules(draft)),
        technologies=tuple(technologies(read, catalog)),
        crd=_crd(draft, catalog),
        reconciles=tuple(sorted({f"{item.spec.group}/{item.spec.kind}" for item in draft.of(ControllerSpec)})),
        frameworks=tuple(sorted({item.spec.framework for item in draft.of(ProgramSpec)} - {""})),
        provider=draft.provider,
        product=draft.product,
        instances=draft.instances,
        replicas=next((item.spec.replicas for item in draft.of(WorkloadSpec)), None),
        namespaces=namespaces.of(draft),
        secrets=tuple(_secrets(board, draft)),
        rollbacks=tuple(_rollbacks(read)),
    )


def _images(board: Board, draft: Draft, recipes: Recipes) -> Iterator[ImageUse]:
    seen: set[tuple[str, str, str]] = set()
    for item in draft.items:
        for ref in board.references(item):
            if not isinstance(ref.target, ImageRef) or (item.path, ref.target.image, ref.key or "") in seen:
                continue
            seen.add((item.path, ref.target.image, ref.key or ""))
            base = (ref.key or "").startswith("FROM")
            own = recipes.of_image(item.repo, item.path, ref.target.image) is not None
            place = Evidence(item.repo, item.path, ref.line, ref.key, "image")
            yield ImageUse(ref.target.image, is_pinned(parse_image(ref.target.image)), own, base, place)


def _secrets(board: Board, draft: Draft) -> Iterator[NamedUse]:
    seen: set[str] = set()
    for item in draft.items:
        for ref in board.references(item):
            target = ref.target
            if isinstance(target, SecretRef) and target.type == "Secret" and target.name not in seen:
                seen.add(target.name)
                yield NamedUse(target.name, Evidence(item.repo, item.path, ref.line, ref.key, "secret"))


def _rollbacks(files: Iterable[tuple[str, SourceFile]]) -> Iterator[NamedUse]:
    for repo, file in files:
        for ref in file.reading.references:
            if isinstance(ref.target, RollbackRef):
                yield NamedUse(ref.target.command, Evidence(repo, file.path, ref.line, ref.key, "rollback"))


def _apis(draft: Draft, catalog: Catalog) -> Iterator[ApiUse]:
    for item in draft.items:
        spec = item.spec
        if isinstance(spec, WorkloadSpec | ConfigSpec | EndpointSpec):
            version, kind = spec.version, spec.type
        elif isinstance(spec, CustomResourceSpec):
            version = spec.version if "/" in spec.version else f"{spec.group}/{spec.version}"
            kind = spec.kind
        elif isinstance(spec, CrdSpec):
            version, kind = spec.api_version, "CustomResourceDefinition"
        else:
            continue
        if version:
            yield ApiUse(version, kind, item.evidence(), catalog.api_end(version, kind))


def _schedules(draft: Draft) -> Iterator[ScheduleUse]:
    for item in draft.items:
        spec = item.spec
        if isinstance(spec, WorkloadSpec) and spec.schedule:
            yield ScheduleUse(spec.type.lower(), spec.schedule, in_process=False, evidence=item.evidence())
        elif isinstance(spec, PipelineSpec) and spec.schedule:
            yield ScheduleUse(spec.engine, spec.schedule, in_process=False, evidence=item.evidence())
        elif isinstance(spec, ScheduleSpec):
            yield ScheduleUse(spec.engine, spec.cron, in_process=spec.in_process, evidence=item.evidence())
        elif isinstance(spec, CiSpec):
            for cron in spec.schedules:
                yield ScheduleUse(spec.system, cron, in_process=False, evidence=item.evidence())


def technologies(files: Iterable[tuple[str, SourceFile]], catalog: Catalog) -> Iterator[TechnologyUse]:
    """
    Yield each technology that the files use, once, with the first place that shows it.
    """
    seen: set[str] = set()
    for repo, file in files:
        if file.status is not Status.LIVE:
            continue
        for ref in file.reading.references:
            target = ref.target
            if isinstance(target, ImportRef):
                signals = catalog.signal_of_import(target.ecosystem, target.module, target.calls)
            elif isinstance(target, PackageRef):
                signals = catalog.signal_of_package(target.ecosystem, target.name)
            else:
                continue
            for signal in signals:
                if signal.id not in seen:
                    seen.add(signal.id)
                    place = Evidence(repo, file.path, ref.line, f"import:{signal.id}", "import")
                    yield TechnologyUse(signal.id, signal.class_, signal.capabilities, place)


def _crd(draft: Draft, catalog: Catalog) -> CrdUse | None:
    if draft.kind is not Kind.CRD or not draft.has(CrdSpec):
        return None  # its owners may call something a CRD whose definition lies elsewhere
    spec = draft.of(CrdSpec)[0].spec
    home_made = draft.built is Built.BESPOKE
    known = catalog.crd_group(spec.group, spec.kind)
    purpose = purpose_of(spec.kind, spec.plural) if home_made or known is None else None
    return CrdUse(spec.group, spec.kind, spec.plural, home_made, purpose)
