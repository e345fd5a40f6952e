"""
Who belongs together: as the owners state it, else by where people mostly work.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from debtscan.model.component import PersonId
from debtscan.model.effort_index import Judged

OTHERS = "others"
SMALLEST = 2  # people: a figure about a team of one would be one about a person


def teams_of(judged: Sequence[Judged], stated: Mapping[PersonId, str]) -> dict[PersonId, str]:
    """
    Return the team of each human: as *stated*, else the repository that most of the person's commits are in.

    A team that was not stated and has a single person is joined with all others like it.
    """
    repos: dict[PersonId, Counter[str]] = defaultdict(Counter)
    for one in judged:
        if not one.bot:
            repos[one.author][one.repo] += 1
    inferred = {
        person: min(counts, key=lambda repo: (-counts[repo], repo))
        for person, counts in repos.items()
        if person not in stated
    }
    sizes = Counter(inferred.values())
    kept = {person: team if sizes[team] >= SMALLEST else OTHERS for person, team in inferred.items()}
    return {person: stated.get(person) or kept[person] for person in repos}
