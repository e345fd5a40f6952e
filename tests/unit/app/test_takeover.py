"""
The first-week dossier: what leads into production, whom to ask, what nobody knows.
"""

import pytest
from msgspec.structs import replace

from debtscan.app.people import takeover_of
from debtscan.app.people_answers import takeover_page
from debtscan.base.errors import DebtscanError
from debtscan.model.evidence import Evidence
from debtscan.model.people import Trace
from debtscan.model.words import Lang, PeopleMode
from tests.unit.app.known import RANKING, changed, known, with_uses
from tests.unit.render.sample import DEPLOY, P2, P3, TRAIN


def test_a_dossier_joins_what_the_map_knows() -> None:
    """
    Who builds and deploys it, how it is rolled back, its secrets by name, whom to ask and what nobody knows.
    """
    (dossier,) = takeover_of(changed(RANKING, with_uses), (RANKING,), kept=True).dossiers

    nightly = Evidence("ml-platform", "pipelines/nightly.yaml", 9)
    assert dossier.built == (Trace("build-images", nightly),)
    assert dossier.deployed == (Trace(DEPLOY.name, nightly),)
    assert [trace.by for trace in (*dossier.rolled_back, *dossier.secrets, *dossier.schedules)] == [
        "helm rollback ranking",
        "token",
        "0 3 * * *",
    ]
    assert (dossier.ask, dossier.gone) == ((P3, P2), ())
    assert dossier.needed_by == (DEPLOY.id, "ml-services:ci:build-images", "ml-services:gateway:edge")
    assert "alone" not in {question.about for question in dossier.unknown}


def test_a_team_a_person_and_a_component_can_be_taken_over() -> None:
    """
    What most depends on comes first; who left is named apart from whom to ask.
    """
    team = changed(RANKING, lambda one: replace(one, owner="Team-ML"))

    assert [one.component for one in takeover_of(team, ("team-ml",), kept=True).dossiers] == [RANKING]
    everything = takeover_of(known(), ("P1", "ranking"), kept=True)
    assert everything.asked == ("P1", "ranking")
    assert [one.reach for one in everything.dossiers] == sorted(
        (one.reach for one in everything.dossiers), reverse=True
    )
    train = next(one for one in everything.dossiers if one.component == TRAIN.id)
    assert (train.ask, train.gone) == ((P2,), ("P1",))


def test_what_nobody_is_called_is_refused() -> None:
    """
    With what may have been meant.
    """
    with pytest.raises(DebtscanError, match="no team, component or person") as caught:
        takeover_of(known(), ("rankin",), kept=True)

    assert caught.value.hint == "did you mean 'ranking'?"


def test_hidden_persons_stay_hidden() -> None:
    """
    The rest of the dossier is the same.
    """
    hidden = replace(known(), people_mode=PeopleMode.NONE)

    (dossier,) = takeover_of(hidden, ("ranking",), kept=True).dossiers

    assert (dossier.ask, dossier.gone) == ((), ())


@pytest.mark.parametrize("lang", list(Lang))
def test_the_page_says_it_all(lang: Lang) -> None:
    """
    Without a command to roll back, that is said.
    """
    estate = changed(RANKING, with_uses)
    page = takeover_page(takeover_of(estate, ("ranking", TRAIN.id), kept=True), estate, lang)

    assert all(word in page for word in ("helm rollback ranking", "token", "ranking/k8s.yaml:7", "P3"))
    assert ("no command found" if lang is Lang.EN else "見つからない") in page
