"""
An estate and its commits as effort: what `debtscan effort` works on.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from debtscan.app.assess import Options, assess
from debtscan.app.past import Files
from debtscan.app.targets import Target
from debtscan.history.people import People, join_people
from debtscan.measure.effort_commits import judged_commits
from debtscan.measure.paths import OwnedPaths
from debtscan.measure.review_links import review_links
from debtscan.measure.word_rule import says_operations
from debtscan.model.assessment import Assessment
from debtscan.model.component import ComponentId, PersonId
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


def by_words(history: History, people: Sequence[PersonId], bots: frozenset[PersonId]) -> Mapping[str, float]:
    """
    Return the judgement of the plain word rule: the shares of operations on either side of it in 755 labelled commits.
    """
    return {
        change.commit: 0.75 if says_operations(change.subject, bot=people[change.person] in bots) else 0.29
        for change in history.changes
        if not change.merge
    }


def read_effort(words: Sequence[str], options: Options, judge: Judge = by_words, look: Look | None = None) -> Reading:
    """
    Return the estate of the folders in *words* with its commits judged; *look* sees them while git is still at hand.
    """
    judged: list[Judged] = []
    seen: list[History] = []

    def collect(targets: Sequence[Target], histories: Sequence[History], files: Files) -> None:
        seen.extend(histories)
        people = join_people(histories, PeopleMode.NONE, 0)
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
        owned=_owned(files, target.name),
    )


def _owned(files: Files, repo: str) -> dict[ComponentId, OwnedPaths]:
    owned = {component: tuple(path for name, path in places if name == repo) for component, places in files.items()}
    return {component: OwnedPaths(files=paths) for component, paths in owned.items() if paths}
