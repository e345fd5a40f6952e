# ruff: noqa: RUF001 - Japanese sentences and the signs that reports use
"""
The one screen: few lines, no wider than asked, nothing that acts, and the words that matter.
"""

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from debtscan.model.assessment import Assessment
from debtscan.model.words import Grade, Lang
from debtscan.render.columns import width
from debtscan.render.options import RenderOptions
from debtscan.render.terminal import render
from tests.unit.render.sample import HOSTILE, empty, hostile, large, platform

SCREENS = [(make, lang) for make in (platform, hostile, large, empty) for lang in Lang]


@pytest.mark.parametrize(("make", "lang"), SCREENS)
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_it_is_one_screen(make: Callable[[], Assessment], lang: Lang, columns: int) -> None:
    """
    Fewer than 40 lines, none wider than the terminal, whatever was found and in either language.
    """
    lines = render(make(), RenderOptions(lang=lang, width=columns)).split("\n")

    assert len(lines) <= 39 + 1
    assert lines[-1] == ""
    assert max(width(line) for line in lines) <= columns


@pytest.mark.parametrize(("make", "lang"), SCREENS)
def test_nothing_acts(make: Callable[[], Assessment], lang: Lang) -> None:
    """
    No control but the line feed, no direction mark, and no line that a CI runner would take for a command.
    """
    text = render(make(), RenderOptions(lang=lang))

    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ud800-\udfff]", text) == []
    assert [line for line in text.split("\n") if line.lstrip().startswith(("::", "##["))] == []


def test_colour_changes_nothing_but_colour() -> None:
    """
    Without the colours, the same words stand in the same columns.
    """
    plain = render(platform(), RenderOptions())
    coloured = render(platform(), RenderOptions(colour=True))

    assert "\x1b[1;31mcritical\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_a_name_that_begins_like_a_command_is_quoted() -> None:
    """
    A repository called "::error::x" must not speak to GitHub.
    """
    base = platform()
    named = replace(base, targets=(replace(base.targets[0], repo="::error::x"),))

    assert render(named, RenderOptions()).split("\n")[0] == "'::error::x"


def test_the_screen_in_english() -> None:
    """
    What there is, the biggest debts with reason, place and first step, who is missing, what was not read, what next.
    """
    text = render(platform(), RenderOptions())

    assert (
        text
        == """\
ml-platform + ml-services
debtscan 0.1.0 · 2 repositories · as of 2022-04-20 · git history: full

20 components, 13 of 19 home-made (68%)
  4 CRDs · 4 controllers · 2 services · 2 clusters · 2 schedulers · 1 pipeline
  1 CI · 1 data store · 1 registry · 1 gateway · 1 for monitoring
  home-made 13 · partly home-made 1 · off the shelf 2 · managed 3 · not known 1

The biggest debts (of 7)
  critical train-controller  ml-platform/controllers/train-controller/main.go:31
    train-controller is home-made, its builder has left, and 2 components depend
    on it.
    Why: Nobody here has ever changed it, yet all training depends on it.
    First: Let two people mend one small fault in it together and write down
    what they learn.
  high     TrainJob (+1 more)                   ml-platform/crds/trainjob.yaml:4
    TrainJob is a home-made Kubernetes API (users: 2).
    Why: Each home-made API needs a controller that somebody here must keep
    alive.
    First: Move one pipeline at a time to a managed training service.
  high     retrain-cron                          ml-platform/cron/retrain.yaml:1
    retrain-cron uses batch/v1beta1, removed in Kubernetes 1.25.
    Why: The next upgrade of the cluster stops it.
    First: Change the apiVersion and apply it to the test cluster.
  high     ModelBuild                         ml-platform/crds/modelbuild.yaml:4
    ModelBuild is a home-made Kubernetes API (users: 1).
  high     ModelDeploy                       ml-platform/crds/modeldeploy.yaml:4
    ModelDeploy is a home-made Kubernetes API (users: 1).

Who is missing  P1 built 13 components · last seen 2020-11-30
Not read        2 × binary file · 2 × template, read unrendered
                1 × not valid in its format · 1 × content lies in Git LFS
To ask          3 references lead nowhere: ask the predecessor

Next            debtscan -f html=report.html · all of this, with the map
"""
    )


def test_the_screen_in_japanese_is_japanese() -> None:
    """
    The same facts with the terms of the talk.
    """
    lines = render(platform(), RenderOptions(lang=Lang.JA)).split("\n")

    assert lines[3] == "コンポーネント20件、19件中13件が自作（68%）"
    assert lines[8] == "大きい負債（全7件中）"
    assert lines[9] == "  重大 train-controller      ml-platform/controllers/train-controller/main.go:31"
    assert "誰がいないか      P1が13件を作った · 最後のコミット 2020-11-30" in lines


def test_without_history_nobody_is_accused() -> None:
    """
    A weak history is said, and nobody is called missing.
    """
    base = platform()
    targets = tuple(replace(target, history=replace(target.history, grade=Grade.SHALLOW)) for target in base.targets)
    components = tuple(replace(component, history=None) for component in base.components)

    text = render(replace(base, targets=targets, components=components, people=()), RenderOptions())

    assert "Who is missing  Who built them cannot be said." in text
    assert "History         The git history is cut off (shallow clone)" in text


def test_nothing_found_is_said_plainly() -> None:
    """
    An empty folder makes a short screen.
    """
    text = render(empty(), RenderOptions())

    assert (
        text
        == """\
void
debtscan 0.1.0 · 1 repository · as of 2022-04-20 · git history: none

No component was found.

Not read        Nothing was left out.
History         There is no git history: who built what cannot be said.

Next            debtscan -f html=report.html · all of this, with the map
"""
    )


def test_an_unknown_origin_is_no_share() -> None:
    """
    Where nobody's code is known, there is no percentage.
    """
    unknown = tuple(replace(component, built=None) for component in platform().components)

    lines = render(replace(platform(), components=unknown), RenderOptions()).split("\n")

    assert lines[3] == "20 components"


def test_no_debt_is_said_plainly() -> None:
    """
    A platform without findings says so, and which rules were asked makes no difference.
    """
    text = render(replace(platform(), findings=()), RenderOptions())

    assert "\n\nNo debt was found.\n\n" in text


def test_the_report_that_was_written_is_named() -> None:
    """
    After an HTML report was written, the next step is to open it.
    """
    text = render(platform(), RenderOptions(location="/tmp/r.html"))

    assert text.endswith("Next            all of this, with the map: /tmp/r.html\n")


def test_several_missing_people_are_counted() -> None:
    """
    The one who left most behind is named, the others are counted.
    """
    base = platform()
    people = (base.people[0], replace(base.people[1], departed=base.people[0].departed), *base.people[2:])

    text = render(replace(base, people=people), RenderOptions())

    assert "P1 built 13 components · last seen 2020-11-30\n                and 1 more person\n" in text


def test_hostile_names_are_shown_not_obeyed() -> None:
    """
    An escape sequence in a name is readable on the screen.
    """
    text = render(replace(hostile(), findings=hostile().findings[:2]), RenderOptions())

    assert HOSTILE[0] in text
    assert "\x1b" not in text
