"""
Who is probably still there.
"""

from collections.abc import Iterable, Mapping

from debtscan.model.component import Person, PersonId
from debtscan.model.estimate import Basis, Estimate

LIKELY = 0.5  # from here on, a person has "probably" left
METHOD = "product_of_departures"


def is_there(person: Person | None) -> bool:
    """
    Tell whether *person* is a human who has probably not left.
    """
    if person is None or person.bot or person.departed is None or person.departed.value is None:
        return False
    return person.departed.value < LIKELY


def loss(authors: Iterable[PersonId], people: Mapping[PersonId, Person]) -> Estimate | None:
    """
    Return the probability that all *authors* are gone, as if they left independently; None where nobody can be judged.
    """
    departures = [person.departed for one in authors if (person := people.get(one)) and person.departed]
    if not departures:
        return None
    value, low, high = 1.0, 1.0, 1.0
    for departed in departures:
        value *= _known(departed.value)
        low *= _known(departed.low)
        high *= _known(departed.high)
    basis = Basis(METHOD, len(departures), departures[0].basis.history)
    return Estimate(round(value, 3), round(low, 3), round(high, 3), "share", basis)


def _known(part: float | None) -> float:
    return 1.0 if part is None else part
