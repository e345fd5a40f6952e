"""
Who knows one component: the authors of its files, taken together.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from debtscan.measure.authorship import Authorship
from debtscan.measure.knowledge import Known
from debtscan.measure.presence import is_there, loss
from debtscan.measure.truck_factor import Known as Thing
from debtscan.measure.truck_factor import truck_factor
from debtscan.model.component import ComponentKnowledge, Person, PersonId
from debtscan.model.words import Grade, Knowing

_MINOR = 0.1  # of the files of whoever is author of most: an author of fewer does not know the component


def component_knowledge(
    files: Sequence[Authorship], known: Known | None, people: Mapping[PersonId, Person], reach: int
) -> ComponentKnowledge:
    """
    Return who knows a component with these *files*; *reach* is the number of live components that depend on it.
    """
    changes = known.changes_12m if known else None
    reviewers = known.reviewers if known else ()
    if not files:
        return ComponentKnowledge(Knowing.UNKNOWN, reviewers=reviewers, dormant=changes == 0, reach=reach)
    authors = _authors(files)
    present = sum(is_there(people.get(author)) for author in authors)
    return ComponentKnowledge(
        state=_state(present) if authors or _is_full(known) else Knowing.UNKNOWN,
        authors=authors,
        reviewers=reviewers,
        successor=_successor(files, authors, reviewers, people),
        files=len(files),
        truck_factor=truck_factor([Thing(file.authors) for file in files]).value,
        lost=loss(authors, people),
        alarm=len(authors) == 1 and not present and bool(changes),
        dormant=changes == 0,
        reach=reach,
    )


def _is_full(known: Known | None) -> bool:
    """
    Tell whether git saw the beginning: else the author may lie before what it holds.
    """
    return known is not None and known.history.grade == Grade.FULL.value


def _authors(files: Sequence[Authorship]) -> tuple[PersonId, ...]:
    owned = Counter(author for file in files for author in file.authors)
    degrees = _degrees(files)
    least = _MINOR * max(owned.values(), default=0)
    known = (author for author in owned if owned[author] >= least)
    return tuple(sorted(known, key=lambda author: (-owned[author], -degrees[author], len(author), author)))


def _degrees(files: Sequence[Authorship]) -> Counter[PersonId]:
    total: Counter[PersonId] = Counter()
    for file in files:
        total.update(file.degrees)
    return total


def _state(present: int) -> Knowing:
    if not present:
        return Knowing.ORPHAN
    return Knowing.SINGLE if present == 1 else Knowing.SHARED


def _successor(
    files: Sequence[Authorship],
    authors: Sequence[PersonId],
    reviewers: Sequence[PersonId],
    people: Mapping[PersonId, Person],
) -> PersonId | None:
    """
    Return who is still there, no author, and has the highest degree over all files; else who reviewed most.
    """
    degrees = _degrees(files)
    worked = sorted(degrees, key=lambda person: (-degrees[person], len(person), person))
    return next((one for one in (*worked, *reviewers) if one not in authors and is_there(people.get(one))), None)
