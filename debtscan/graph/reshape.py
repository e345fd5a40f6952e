"""
Components that their owners draw differently: several that are one, and one that is several.
"""

from collections.abc import Callable

from msgspec import Struct

from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft
from debtscan.graph.places import glob
from debtscan.graph.register import Register, title
from debtscan.graph.web import Edge
from debtscan.model.correction import ComponentCorrection, Correction, Outcome, Part
from debtscan.model.evidence import Evidence
from debtscan.model.signal import Why


class Lying(Struct, frozen=True):
    """
    The folders and files (repository, path) that a path means, and the first of them as evidence.
    """

    folders: set[tuple[str, str]]
    files: set[tuple[str, str]]
    evidence: Evidence


def lying_at(board: Board, repo: str | None, path: str) -> Lying | None:
    """
    Return what lies at *path*, in *repo* or in the first repository that has it; None when nothing does.
    """
    for name, paths in board.paths.items():
        if repo not in {None, name}:
            continue
        if path in board.folders[name]:
            return Lying({(name, path)}, set(), Evidence(name, f"{path}/", None, None, "folder"))
        lies = glob(path)
        files = sorted(file for file in paths if lies(file))
        if files:
            return Lying(set(), {(name, file) for file in files}, Evidence(name, files[0], None, None, "file"))
    return None


def subject_of(table: ComponentCorrection) -> str:
    """
    Return the words by which a table means components.
    """
    return table.id or table.path or table.name or ""


def outcome_of(  # noqa: PLR0913 - the fields of an outcome
    table: ComponentCorrection,
    key: str,
    outcome: Outcome,
    *,
    value: str | None = None,
    found: str | None = None,
    matches: int = 1,
    closest: str | None = None,
    against: tuple[Evidence, ...] = (),
) -> Correction:
    """
    Return what came of one key of *table*.
    """
    return Correction(table.place, subject_of(table), key, outcome, value, found, None, matches, closest, against)


def merge(register: Register, table: ComponentCorrection, drafts: list[Draft]) -> None:
    """
    Make *drafts* parts of the component that *table* names; their ids become its aliases.
    """
    word = str(table.merge_into)
    targets = register.called(word)
    others = [draft for draft in drafts if draft not in targets]
    if len(targets) != 1 or not others:
        outcome = Outcome.AMBIGUOUS if len(targets) > 1 else Outcome.UNUSED
        closest = None if targets else register.closest(word)
        register.record(
            outcome_of(table, "merge_into", outcome, value=word, matches=len(targets) if others else 0, closest=closest)
        )
        return
    for other in others:
        _absorb(register, targets[0], other)
    register.record(outcome_of(table, "merge_into", Outcome.APPLIED, value=word), targets[0])


def _absorb(register: Register, target: Draft, other: Draft) -> None:
    register.board.absorb(target, other)
    register.forward(other, target)
    target.aliases.add(title(other))
    target.declared += other.declared
    _redirect(register, lambda draft, _: target if draft is other else draft)


def _redirect(register: Register, now: Callable[[Draft, Evidence | None], Draft]) -> None:
    """
    Let every link and question start and end where it belongs *now*; what would point at itself is gone.
    """
    web = register.web
    moved: list[Edge] = [
        (now(source, place), now(target, None), how, confidence, place)
        for source, target, how, confidence, place in web.edges
    ]
    web.edges = [edge for edge in moved if edge[0] is not edge[1]]
    web.loose = [(reference, draft and now(draft, place), why, place) for reference, draft, why, place in web.loose]


def split(register: Register, table: ComponentCorrection, drafts: list[Draft]) -> None:
    """
    Take the parts that *table* lists out of the one component that it means; what no part takes stays.
    """
    if len(drafts) > 1:
        register.record(outcome_of(table, "split", Outcome.AMBIGUOUS, matches=len(drafts)))
        return
    whole, parts = drafts[0], [_carve(register, table, drafts[0], part) for part in table.split]
    made = [part for part in parts if part is not None]
    if made and not whole.items and not whole.evidence:
        _dissolve(register, whole, made[0])


def _carve(register: Register, table: ComponentCorrection, whole: Draft, part: Part) -> Draft | None:
    """
    Return the new component of one part, None when nothing of the whole lies there.
    """
    board, lies = register.board, glob(part.path)
    lying = lying_at(board, whole.repo, part.path) if whole.items or whole.evidence else None
    if lying is None:
        register.record(outcome_of(table, "split", Outcome.UNUSED, value=part.name, matches=0))
        return None
    repo, kind = whole.repo, part.kind or whole.kind
    items = [item for item in whole.items if item.repo == repo and lies(item.path)]
    draft = board.start_external(part.name, kind, lying.evidence, Why.DECLARED)
    draft.decide(Why.DECLARED, table.place, built=whole.built)
    draft.folders, draft.files = (
        mine | {place for place in theirs if place[0] == repo and lies(place[1])}
        for mine, theirs in ((lying.folders, whole.folders), (lying.files, whole.files))
    )
    whole.folders, whole.files = whole.folders - draft.folders, whole.files - draft.files
    board.hand_over(whole, draft, items)
    register.enter(draft, repo, kind, part.name)
    _redirect(
        register,
        lambda one, place: draft if one is whole and place and place.repo == repo and lies(place.path) else one,
    )
    register.record(outcome_of(table, "split", Outcome.APPLIED, value=part.name), draft)
    return draft


def _dissolve(register: Register, whole: Draft, first: Draft) -> None:
    """
    Give what is left of a component that was split up entirely to its *first* part.
    """
    first.folders |= whole.folders
    first.files |= whole.files
    register.board.drafts.remove(whole)
    register.forward(whole, first)
    _redirect(register, lambda draft, _: first if draft is whole else draft)
