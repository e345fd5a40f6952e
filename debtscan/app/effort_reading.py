"""
An estate and its commits as effort: what `debtscan effort` works on.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from debtscan.app.assess import Options, assess
from debtscan.app.past import Files, owned_paths
from debtscan.app.targets import Target
from debtscan.history.people import People, join_people
from debtscan.measure.effort_commits import judged_commits
from debtscan.measure.review_links import review_links
from debtscan.model.assessment import Assessment
from debtscan.model.component import PersonId
from debtscan.model.effort_index import Judged
from debtscan.model.history import History
from debtscan.model.words import PeopleMode

Judge = Callable[[History, Sequence[PersonId], frozenset[PersonId]], Mapping[str, float]]
"""
What judges the commits of one repository, told who each of its authors is and which persons are bots: how likely each
non-merge commit is operations, by its id.
"""

Look = Callable[[Sequence[Target], Sequence[Judged]], None]


class Reading(Struct, frozen=True):
    """
    The assessment and the judged commits of all its repositories, by repository and oldest first.
    """

    assessment: Assessment
    judged: tuple[Judged, ...]
    review_links: float | None  # see `debtscan.measure.phase.Seen`


def read_effort(words: Sequence[str], options: Options, judge: Judge, look: Look | None = None) -> Reading:
    """
    Return the estate of the folders in *words* with its commits judged; *look* sees them while git is still at hand.
    """
    judged: list[Judged] = []
    seen: list[History] = []

    def collect(targets: Sequence[Target], histories: Sequence[History], files: Files) -> None:
        seen.extend(histories)
        people = join_people(histories, PeopleMode.NONE, 0, stated=options.statements)
        for index, (target, history) in enumerate(zip(targets, histories, strict=True)):
            judged.extend(_judged(target, history, people, index, files, judge))
        if look is not None:
            look(targets, judged)

    assessment = assess(words, options, collect)
    return Reading(assessment, tuple(judged), review_links(seen))


def _judged(  # noqa: PLR0913, PLR0917 - one repository within the estate
    target: Target, history: History, people: People, index: int, files: Files, judge: Judge
) -> list[Judged]:
    bots = people.bots
    return judged_commits(
        history,
        judge(history, people.of[index], bots),
        repo=target.name,
        people=people.of[index],
        bots=bots,
        owned=owned_paths(files, target.name),
    )
