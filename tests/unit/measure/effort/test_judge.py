import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.measure.effort.judge import Features, judge, seen, works
from debtscan.measure.effort.model import BASE, SCHEMA, read_model
from debtscan.model.effort import Judgement, Signal, Work
from debtscan.model.history import Change, PathChange, Touch
from tests.unit.measure.effort.history import ANN, BOTS, DAY, HOUR, MODEL, PERSONS, change, history

BORN = change(1, "Add the queue", "api/queue.py", touch=Touch.ADDED)
OTHERS = change(2, "Start", "api/main.py", touch=Touch.ADDED, person=1)
TEXT = st.text(st.characters(codec="utf-16", exclude_categories=()), max_size=60)
PATHS = st.lists(st.builds(PathChange, st.sampled_from(Touch), TEXT, st.none() | TEXT), max_size=4).map(tuple)
CHANGES = st.lists(
    st.builds(
        Change,
        commit=st.integers(0, 99).map("{:040x}".format),
        when=st.integers(0, 2**32),
        committed=st.just(0),
        person=st.integers(0, 2),
        merge=st.booleans(),
        subject=TEXT,
        paths=PATHS,
        body=TEXT,
        tagged=st.booleans(),
    ),
    max_size=6,
)


def features(*changes: Change) -> list[Features]:
    """
    Return what is seen of each of *changes*.
    """
    return [found for _, found in seen(works(history(*changes), PERSONS, BOTS)) if found is not None]


def case(*changes: Change) -> str:
    """
    Return the case of the last of *changes*.
    """
    (found,) = (name for name in features(*changes)[-1].signals if name.startswith("case: "))
    return found.removeprefix("case: ")


def test_the_repair_of_the_work_of_the_day_is_no_repair_of_what_runs() -> None:
    """
    Equal words, but the thing mended is hours old in one history and a year old in the other.
    """
    soon = change(HOUR, "Fix the queue", "api/queue.py")
    late = change(400 * DAY, "Fix the queue", "api/queue.py")

    assert case(BORN, soon) == "mends what came today"
    assert case(BORN, late) == "mends old work"
    assert "corrects own work of the day" in features(BORN, soon)[-1].signals
    assert "corrects own work of the day" not in features(BORN, late)[-1].signals


def test_a_week_old_thing_is_unreleased_only_where_there_are_releases() -> None:
    """
    Where nothing is ever released, merging deploys.
    """
    release = change(0, "v1.0.0", "VERSION")
    mend = change(5 * DAY, "Fix the queue", "api/queue.py")

    assert case(release, BORN, mend) == "mends fresh work"
    assert case(BORN, mend) == "mends old work"
    assert case(release, BORN, change(2 * DAY, "Say it", "README.md", tagged=True), mend) == "mends old work"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (change(9 * DAY, "Add a search", "api/search.py", touch=Touch.ADDED), "adds to product"),
        (change(9 * DAY, 'Revert "Add the queue"', "api/queue.py"), "reverts"),
        (change(9 * DAY, "Bump gizmo to 1.2", "go.mod", "go.sum"), "dependencies"),
        (change(9 * DAY, "Bump gizmo to 1.2", "go.sum", "api/queue.py"), "bumps"),
        (change(9 * DAY, "Bump gizmo", "go.sum", person=2), "bot"),
        (change(9 * DAY, "1.2.0", "VERSION"), "releases"),
        (change(9 * DAY, "Mend a broken link", "docs/a.md"), "links in prose"),
        (change(9 * DAY, "Describe the queue", "docs/a.md"), "prose"),
        (change(9 * DAY, "Build each branch", ".github/workflows/a.yml", touch=Touch.ADDED), "new tooling"),
        (change(9 * DAY, "Fix the build", ".github/workflows/a.yml"), "mends tooling"),
        (change(9 * DAY, "Skip a flaky test", "tests/test_a.py"), "mends tests"),
        (change(9 * DAY, "Raise a limit", "k8s/prod.yaml"), "sets capacity, of product"),
        (change(9 * DAY, "Fix a typo", "api/queue.py"), "slip in product"),
        (change(9 * DAY, "Show a clearer error message", "api/queue.py"), "says it more clearly"),
        (change(9 * DAY, "Rename the queue", "api/queue.py"), "reshapes product"),
        (change(9 * DAY, "Nothing"), "nothing"),
        (change(9 * DAY, 'Revert "Revert "Add the queue""', "api/queue.py"), "reapplies"),
        (change(9 * DAY, "Rework", "api/queue.py", person=2), "bot, product"),
        (change(9 * DAY, "Remove gizmo", "go.mod"), "drops a dependency"),
        (change(9 * DAY, "Add gizmo", "go.mod"), "adds a dependency"),
        (change(9 * DAY, "Say what is new", "CHANGELOG.md"), "releases"),
        (change(9 * DAY, "Name a reviewer", "OWNERS"), "gives access"),
        (change(9 * DAY, "Tell how to restore", "docs/runbooks/a.md"), "runbook"),
        (change(9 * DAY, "Fix a typo", "docs/a.md"), "slip in prose"),
        (change(9 * DAY, "Use 1.2 in the guide", "docs/a.md"), "version in prose"),
        (change(9 * DAY, "Fix the guide", "docs/a.md"), "mends prose"),
        (change(9 * DAY, "Rotate a certificate so", "docs/a.md"), "procedure"),
        (change(9 * DAY, "Show it", "examples/a.py"), "example"),
        (change(9 * DAY, "Fix it", "notebooks/a.ipynb"), "mends example"),
        (change(9 * DAY, "Try all pages", "tests/test_a.py"), "tests"),
        (change(9 * DAY, "Add a branch", ".github/workflows/a.yml"), "extends tooling"),
        (change(9 * DAY, "Rename a step", ".github/workflows/a.yml"), "tidies tooling"),
        (change(9 * DAY, "Other machines", ".github/workflows/a.yml"), "changes tooling"),
        (change(9 * DAY, "Fix the port", "k8s/prod.yaml", touch=Touch.ADDED), "mends by something new"),
        (change(9 * DAY, "Drop unused things", "k8s/prod.yaml"), "removes the unused, of product"),
        (change(9 * DAY, "Remove a thing", "k8s/prod.yaml"), "removes, of product"),
        (change(9 * DAY, "Rename a thing", "k8s/prod.yaml"), "reshapes, of product"),
        (change(9 * DAY, "Things", "k8s/prod.yaml", touch=Touch.ADDED), "adds files, of product"),
        (change(9 * DAY, "Update the image", "k8s/prod.yaml"), "bumps or promotes, of product"),
        (change(9 * DAY, "Disable a thing", "k8s/prod.yaml"), "halts, of product"),
        (change(9 * DAY, "Grant it", "k8s/prod.yaml"), "gives access, of product"),
        (change(9 * DAY, "Turn it", "k8s/prod.yaml", body="It crashed."), "changes over a defect, of product"),
        (change(9 * DAY, "Add a thing", "k8s/prod.yaml"), "adds a setting, of product"),
        (change(9 * DAY, "Add a thing", "infra/main.tf"), "adds, of product"),
        (change(9 * DAY, "Update a thing", "k8s/prod.yaml"), "updates, of product"),
        (change(9 * DAY, "Set a thing", "k8s/prod.yaml"), "changes, of product"),
        (change(9 * DAY, "Thing", "k8s/prod.yaml"), "mute, of product"),
        (change(9 * DAY, "Make flake8 content", "api/queue.py"), "satisfies a linter"),
        (change(9 * DAY, "Fix the docstring", "api/queue.py"), "mends docs or tests of product"),
        (change(9 * DAY, "Change to the new endpoint", "api/queue.py"), "follows others"),
        (change(9 * DAY, "Add a timeout", "api/queue.py"), "adds upkeep to product"),
        (change(9 * DAY, "Add a page over a crash", "api/queue.py"), "adds over a defect"),
        (change(9 * DAY, "Optimize it", "api/queue.py"), "improves product"),
        (change(9 * DAY, "Remove it", "api/queue.py"), "removes from product"),
        (change(9 * DAY, "Thing", "api/other.py", touch=Touch.ADDED), "new product files"),
        (change(9 * DAY, "docs: thing", "api/queue.py"), "docs or tests of product"),
        (change(9 * DAY, "Ensure it", "api/queue.py"), "guards product"),
        (change(9 * DAY, "Thing", "api/queue.py", body="It crashed."), "changes product over a defect"),
        (change(9 * DAY, "Update it", "api/queue.py"), "updates product"),
        (change(9 * DAY, "Set it", "api/queue.py"), "changes product"),
        (change(9 * DAY, "Thing", "api/queue.py"), "mute product"),
    ],
)
def test_a_commit_falls_under_one_case_of_the_guide(last: Change, expected: str) -> None:
    """
    By its message, the kind of its files and what was there before.
    """
    assert case(BORN, OTHERS, last) == expected


@pytest.mark.parametrize(
    ("subject", "minutes", "expected"),
    [
        ("Fix the queue", 30, "mends own work of minutes"),
        ("Fix the queue", 300, "mends own last commit"),
        ("Fix the queue (#7)", 30, "mends near own work, merged"),
    ],
)
def test_an_own_change_of_the_day_in_an_old_file_is_known(subject: str, minutes: int, expected: str) -> None:
    """
    By how long ago it was, and whether it went through a review.
    """
    own = change(400 * DAY, "Turn the queue", "api/queue.py")
    mend = change(400 * DAY + 60 * minutes, subject, "api/queue.py")

    assert case(BORN, own, mend) == expected


def test_an_infra_only_repository_is_known_by_its_files() -> None:
    """
    There, adding is mostly operating.
    """
    made = change(1, "Start", "k8s/prod.yaml", touch=Touch.ADDED)

    found = features(made, change(9 * DAY, "Add a limit of memory", "k8s/prod.yaml"))[-1].signals

    assert found.keys() >= {"infra repository", "adds to infra", "case: sets capacity", "capacity, nothing of product"}


def test_reasons_add_up_to_the_log_odds() -> None:
    """
    Base, signals and the rest: nothing is hidden.
    """
    (_, judgement) = judge(works(history(BORN, change(HOUR, "Fix it", "api/queue.py")), PERSONS, BOTS), MODEL)

    logit = sum(reason.weight for reason in judgement.reasons)
    assert judgement.reasons[:2] == (Signal("says fix", 2.0), Signal("corrects own work of the day", -1.5))
    assert judgement.reasons[-1] == Signal(BASE, -1.0)
    assert judgement.p_ops == round(1 / (1 + math.exp(-logit)), 4)


def test_merges_are_no_work_and_bots_are_known() -> None:
    """
    One judgement a non-merge commit, with its author.
    """
    found = works(history(BORN, change(3, "Merge", merge=True), change(4, "Bump", "go.sum", person=2)), PERSONS, BOTS)

    assert [(work.person, work.bot) for work in found] == [(ANN, False), (PERSONS[2], True)]


def test_known_judgements_are_taken_and_depend_on_all_before() -> None:
    """
    A key stands for a commit and its whole past, so what is kept is never wrong.
    """
    mend = change(HOUR, "Fix it", "api/queue.py")
    found = works(history(BORN, mend), PERSONS, BOTS)
    kept = Judgement(0.25, ())

    assert list(judge(found, MODEL, {found[1].key: kept})) == [next(judge(found, MODEL)), kept]
    assert list(judge(found, MODEL, {work.key: kept for work in found})) == [kept, kept]
    assert works(history(OTHERS, mend), PERSONS, BOTS)[1].key != found[1].key


@pytest.mark.parametrize(("p", "label"), [(0.2, Work.DEV), (0.47, Work.UNCLEAR), (0.5, Work.UNCLEAR), (0.9, Work.OPS)])
def test_a_label_is_clear_or_unclear(p: float, label: Work) -> None:
    """
    Near the middle nothing is said.
    """
    assert Judgement(p, ()).label is label


@given(CHANGES)
def test_any_history_can_be_judged(changes: list[Change]) -> None:
    """
    Each commit gets a probability, the same each time, whether part of it was known or not.
    """
    found = works(history(*changes), PERSONS, BOTS)

    judgements = list(judge(found, MODEL))

    assert len(judgements) == sum(not one.merge for one in changes)
    assert all(0 <= judgement.p_ops <= 1 for judgement in judgements)
    known = {work.key: judgement for work, judgement in list(zip(found, judgements, strict=True))[::2]}
    assert list(judge(found, MODEL, known)) == judgements


def test_another_kind_of_model_is_refused() -> None:
    """
    Rather than added up wrongly.
    """
    data = msgspec.json.encode(MODEL)

    assert read_model(data) == MODEL
    with pytest.raises(ValueError, match="effort-model/0"):
        read_model(data.replace(SCHEMA.encode(), b"debtscan.effort-model/0"))
