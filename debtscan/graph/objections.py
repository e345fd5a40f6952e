"""
What the files of an estate say against its owners: plain facts only, never a heuristic against a person's word.
"""

from collections.abc import Iterator

from msgspec import structs

from debtscan.graph.describe import status_of
from debtscan.graph.drafts import Draft
from debtscan.graph.register import Register
from debtscan.model.correction import Outcome
from debtscan.model.declaration import CrdSpec, ImageBuildSpec
from debtscan.model.evidence import Evidence
from debtscan.model.signal import Aspect, Why
from debtscan.model.words import Built, Kind, Status

_ELSEWHERE = frozenset({Built.OSS, Built.MANAGED})  # somebody else's code
_IDLE = frozenset({Status.UNUSED, Status.DISABLED})


def objections(draft: Draft, key: str, value: str) -> tuple[Evidence, ...]:
    """
    Return the places that contradict *value*: own code of what is not ours, a definition of what is no API, or none.
    """
    if key == "built" and value in _ELSEWHERE:
        # whoever runs somebody else's code may pack it, but a vendor's service needs no recipe
        recipes = {item.evidence() for item in draft.of(ImageBuildSpec)} if value == Built.OSS else set()
        return tuple(place for place in _own_code(draft) if place not in recipes)
    defined = [item.evidence() for item in draft.of(CrdSpec)]
    if key == "kind" and (value == Kind.CRD) != bool(defined):
        best = draft.items[0].evidence() if draft.items else draft.evidence[0]
        return tuple(defined) or (best,)
    return ()


def _own_code(draft: Draft) -> Iterator[Evidence]:
    for aspect, signal in draft.signals:
        if aspect is Aspect.BUILT and signal.why is Why.OWN_CODE and signal.evidence is not None:
            yield signal.evidence


def objections_to_status(register: Register) -> None:
    """
    Contradict every word that something is not used when a component in use has a link to it.
    """
    by_id = {register.id(draft): draft for draft in register.board.drafts}
    for index, outcome in enumerate(register.outcomes):
        draft = by_id.get(outcome.component) if outcome.component is not None else None
        if outcome.key == "status" and draft is not None and draft.status in _IDLE:
            places = _uses(register, draft)
            if places:
                register.outcomes[index] = structs.replace(outcome, outcome=Outcome.CONTRADICTED, against=places)


def _uses(register: Register, draft: Draft) -> tuple[Evidence, ...]:
    users = (
        evidence
        for source, target, _, _, evidence in register.web.edges
        if target is draft and status_of(register.board, source) is Status.LIVE
    )
    return tuple(sorted(set(users), key=lambda place: (place.repo, place.path, place.line or 0, place.key or "")))
