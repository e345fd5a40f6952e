"""
Development or operations, commit by commit: each judgement with its person, its components and its reasons.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from debtscan.app.assess import Options, Reading, read_estate
from debtscan.app.effort_reading import Judge
from debtscan.app.past import owned_paths
from debtscan.app.targets import Target, open_targets
from debtscan.base.errors import NothingToAssessError
from debtscan.base.resources import bundled
from debtscan.catalog.catalog import load_catalog
from debtscan.history.dates import iso_day
from debtscan.history.people import People, join_people
from debtscan.measure.effort.judge import Work, judge, works
from debtscan.measure.effort.model import Model, read_model
from debtscan.measure.paths import Followed, OwnedPaths
from debtscan.model.component import ComponentId, PersonId
from debtscan.model.declaration import Problem
from debtscan.model.effort import CommitEffort, Judgement
from debtscan.model.history import History
from debtscan.model.words import Grade, PeopleMode
from debtscan.run.cache import Cache, cache_folder

SPACE = "effort/1"  # raise the number whenever the signals change without a new model


class CommitEfforts(Struct, frozen=True):
    """
    The judged commits, those of a target together and oldest first, and what of the history could not be read.
    """

    commits: tuple[CommitEffort, ...]
    problems: tuple[Problem, ...]


def commit_efforts(words: Sequence[str], options: Options) -> CommitEfforts:
    """
    Return the judgement of each non-merge commit behind the folders in *words*.
    """
    model = load_model()
    with (
        Cache(cache_folder() if options.cache else None) as cache,
        open_targets(words, options.revision, options.exclude) as targets,
    ):
        read = read_estate(targets, options, cache, load_catalog())
        if all(history.grade is Grade.NONE for history in read.histories):
            folders = ", ".join(str(target.folder) for target in targets)
            raise NothingToAssessError(f"{folders}: no commit to judge", "give a clone that holds its git history")
        people = join_people(read.histories, PeopleMode.NONE, 0, stated=options.statements)
        commits = tuple(_commits(targets, read, people, model, cache, shown=options.people is not PeopleMode.NONE))
    return CommitEfforts(commits, tuple(problem for history in read.histories for problem in history.problems))


def by_model(*, cached: bool) -> Judge:
    """
    Return the judge of the shipped model; what it said of a commit is kept in the cache where that is wanted.
    """
    model = load_model()

    def judged(history: History, people: Sequence[PersonId], bots: frozenset[PersonId]) -> dict[str, float]:
        found = works(history, people, bots)
        with Cache(cache_folder() if cached else None) as cache:
            rows = zip(found, _judged(found, model, cache), strict=True)
            return {work.change.commit: judgement.p_ops for work, judgement in rows}

    return judged


def load_model() -> Model:
    """
    Return the model that ships with debtscan.
    """
    return read_model((bundled("weights") / "effort.json").read_bytes())


def _commits(  # noqa: PLR0913 - one after the other
    targets: Sequence[Target], read: Reading, people: People, model: Model, cache: Cache, *, shown: bool
) -> Iterator[CommitEffort]:
    for target, history, persons in zip(targets, read.histories, people.of, strict=True):
        touched = _touched(owned_paths(read.linked.files, target.name), history)
        found = works(history, persons, people.bots)
        for work, judgement in zip(found, _judged(found, model, cache), strict=True):
            yield CommitEffort(
                commit=work.change.commit,
                date=iso_day(work.change.when),
                person=work.person if shown else None,
                bot=work.bot,
                p_ops=judgement.p_ops,
                label=judgement.label,
                components=touched.get(work.change.commit, ()),
                reasons=judgement.reasons,
            )


def _judged(found: Sequence[Work], model: Model, cache: Cache) -> list[Judgement]:
    space = f"{SPACE}/{model.version}"
    known = dict(_decoded(cache.get_many(space, [work.key for work in found])))
    judgements = list(judge(found, model, known))
    rows = zip(found, judgements, strict=True)
    new = [(work.key, msgspec.msgpack.encode(judgement)) for work, judgement in rows if work.key not in known]
    if new:
        cache.put_many(space, new)
    return judgements


def _decoded(kept: Mapping[bytes, bytes]) -> Iterator[tuple[bytes, Judgement]]:
    decoder = msgspec.msgpack.Decoder(Judgement)
    for key, value in kept.items():
        try:
            yield key, decoder.decode(value)
        except msgspec.MsgspecError:
            continue  # damaged: judged again


def _touched(owned: Mapping[ComponentId, OwnedPaths], history: History) -> dict[str, tuple[ComponentId, ...]]:
    """
    Return the components that each commit touched, followed back through renames.
    """
    ids = list(owned)
    followed = Followed(owned.values())
    touched: dict[str, tuple[ComponentId, ...]] = {}
    for change in reversed(history.changes):
        owners = {index for path in change.paths for index in followed.owners(path.path)}
        touched[change.commit] = tuple(sorted(ids[index] for index in owners))
        followed.step_back(change.paths)
    return touched
