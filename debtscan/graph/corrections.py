"""
What the owners say about the map: each table of their corrections, applied to the components that it means.
"""

from collections.abc import Callable, Iterator

from debtscan.graph.capability import capabilities_of
from debtscan.graph.describe import evidence_of, status_of
from debtscan.graph.drafts import Draft
from debtscan.graph.link_corrections import correct_link
from debtscan.graph.objections import objections, objections_to_status
from debtscan.graph.places import glob, same_name
from debtscan.graph.register import Register, title
from debtscan.graph.reshape import lying_at, merge, outcome_of, split, subject_of
from debtscan.model.component import TechnologyUse
from debtscan.model.correction import ComponentCorrection, Corrections, Outcome
from debtscan.model.signal import Aspect, Why

Used = Callable[[Draft], tuple[TechnologyUse, ...]]  # the technologies that the files of a component show


def correct(register: Register, corrections: Corrections, used: Used) -> None:
    """
    Apply *corrections* in their order: all that is said about components, then all about links.
    """
    for table in corrections.components:
        _correct_components(register, table, used)
    for link in corrections.links:
        correct_link(register, link)
    objections_to_status(register)


def _correct_components(register: Register, table: ComponentCorrection, used: Used) -> None:
    drafts = _meant(register, table)
    declared = None if drafts else _declare(register, table)
    if declared is not None:
        _describe(register, table, declared, {})
        drafts = [declared]
    elif not drafts:
        closest = register.closest(subject_of(table))
        register.record(outcome_of(table, "match", Outcome.UNUSED, matches=0, closest=closest))
    else:
        _check_name(register, table, drafts)
        for draft in drafts:
            _describe(register, table, draft, _found(register, draft, used), several=len(drafts) > 1)
    if drafts and table.split:
        split(register, table, drafts)
    if drafts and table.merge_into is not None:
        merge(register, table, drafts)


def _meant(register: Register, table: ComponentCorrection) -> list[Draft]:
    """
    Return the component with the id, else those whose best place lies at the path, else the one of the name and kind.
    """
    if table.id is not None:
        return register.with_id(table.id)
    drafts = [draft for draft in register.board.drafts if table.repo in {None, draft.repo}]
    if table.path is None:
        return [draft for draft in drafts if draft.kind is table.kind and same_name(draft.name, table.name or "")]
    lies = glob(table.path)
    return [draft for draft in drafts if lies(evidence_of(register.board, draft)[0].path.rstrip("/"))]


def _declare(register: Register, table: ComponentCorrection) -> Draft | None:
    """
    Return a new component: of the files at the path, or outside the repositories where the table has no path.
    """
    if table.id is not None or table.name is None or table.kind is None:
        return None
    board, home = register.board, table.repo or table.place.repo or "declared"
    if table.path is None:
        draft = board.start_external(table.name, table.kind, table.place, Why.DECLARED)
    else:
        lying = lying_at(board, table.repo, table.path)
        if lying is None:
            return None
        draft = board.start_external(table.name, table.kind, lying.evidence, Why.DECLARED)
        draft.folders, draft.files, home = lying.folders, lying.files, lying.evidence.repo
    register.enter(draft, home, table.kind, table.name)
    register.record(outcome_of(table, "declare", Outcome.APPLIED, value=table.name), draft)
    return draft


def _found(register: Register, draft: Draft, used: Used) -> dict[str, str | None]:
    """
    Return what debtscan says about *draft* by itself.
    """
    capabilities = [s.value for s in capabilities_of(draft, used(draft)) if s.why is not Why.DECLARED]
    return {
        "name": title(draft),
        "kind": draft.kind,
        "built": draft.built,
        "capability": next(iter(capabilities), None),
        "status": status_of(register.board, draft),
    }


def _said(table: ComponentCorrection) -> Iterator[tuple[str, str]]:
    for key in _APPLY:
        value = getattr(table, key)
        if value is not None:
            yield key, str(value)


def _check_name(register: Register, table: ComponentCorrection, drafts: list[Draft]) -> None:
    """
    Refuse one name for several components.
    """
    if table.name is not None and len(drafts) > 1:
        register.record(outcome_of(table, "name", Outcome.AMBIGUOUS, value=table.name, matches=len(drafts)))


def _describe(
    register: Register, table: ComponentCorrection, draft: Draft, found: dict[str, str | None], *, several: bool = False
) -> None:
    """
    Apply all that *table* says about one component, and keep what came of each word of it.
    """
    for key, value in _said(table):
        if (key == "name" and several) or (key in {"name", "kind"} and not found):
            continue
        against = objections(draft, key, value)
        outcome = Outcome.CONTRADICTED if against else Outcome.APPLIED
        outcome = Outcome.REDUNDANT if found.get(key) == value else outcome
        _APPLY[key](draft, table)
        register.record(outcome_of(table, key, outcome, value=value, found=found.get(key), against=against), draft)
    draft.owner, draft.criticality = table.owner or draft.owner, table.criticality or draft.criticality
    for key, given in (("owner", table.owner), ("criticality", table.criticality)):
        if given is not None:
            told = None if key == "owner" else str(given)  # an owner may be a person
            register.record(outcome_of(table, key, Outcome.APPLIED, value=told), draft)


def _rename(draft: Draft, table: ComponentCorrection) -> None:
    draft.aliases.add(title(draft))
    draft.title = table.name


def _set_status(draft: Draft, table: ComponentCorrection) -> None:
    draft.status = table.status
    draft.hear(Aspect.STATUS, str(table.status), Why.DECLARED, table.place)


def _set_capability(draft: Draft, table: ComponentCorrection) -> None:
    draft.hear(Aspect.CAPABILITY, str(table.capability), Why.DECLARED, table.place)


_APPLY: dict[str, Callable[[Draft, ComponentCorrection], None]] = {
    "name": _rename,
    "kind": lambda draft, table: draft.decide(Why.DECLARED, table.place, kind=table.kind),
    "built": lambda draft, table: draft.decide(Why.DECLARED, table.place, built=table.built),
    "capability": _set_capability,
    "status": _set_status,
}
