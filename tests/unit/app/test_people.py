"""
Questions about people: who is meant, and the pages that answer.
"""

import pytest
from msgspec.structs import replace

from debtscan.app.people import estate_of, leaving_of, persons_named, plan_of
from debtscan.app.people_answers import interview_page, leaving_page, plan_page
from debtscan.app.people_page import people_page
from debtscan.base.errors import DebtscanError
from debtscan.model.assessment import Assessment
from debtscan.model.knowledge import Counting, ReachFactor
from debtscan.model.people import Interview
from debtscan.model.words import Grade, Identities, Lang, PeopleMode
from tests.unit.app.known import ESTATE, known
from tests.unit.render.sample import P1, P2, P3, P4, PEOPLE, platform


def named(*names: str) -> Assessment:
    """
    Return the platform with its first persons named.
    """
    people = tuple(replace(person, name=name) for person, name in zip(PEOPLE, names, strict=False))
    return replace(known(), people=(*people, *PEOPLE[len(names) :]), people_mode=PeopleMode.NAMES)


def refused(word: str, assessment: Assessment, *, kept: bool) -> tuple[str, str]:
    """
    Return the message and the hint of the error.
    """
    with pytest.raises(DebtscanError) as caught:
        persons_named((word,), assessment, kept=kept)
    return str(caught.value), caught.value.hint


def test_persons_are_meant_by_id_or_while_scanning_by_name() -> None:
    """
    Each once.
    """
    estate = named("Ann Able", "Bob Bold")

    assert persons_named(("P2", "ann able", "P2"), estate, kept=False) == (P2, P1)
    assert persons_named(("P3",), known(), kept=True) == (P3,)


def test_who_is_not_meant_clearly_is_refused() -> None:
    """
    Unknown, several of one name, a name in a kept result, hidden persons.
    """
    twins = named("Ann Able", "Ann Able")

    assert refused("Ann Able", twins, kept=False) == ("'Ann Able' names 2 persons: P1, P2", "give an id such as P1")
    assert refused("Ann Able", twins, kept=True)[1] == "give an id such as P1"
    assert refused("Anne Able", twins, kept=False)[1] == "did you mean 'Ann Able'?"
    assert refused("P1", replace(twins, people_mode=PeopleMode.NONE), kept=False)[0].startswith("persons are hidden")


def test_a_kept_result_answers_only_as_it_was_counted() -> None:
    """
    Other identities take the history; an older result holds no knowledge.
    """
    other = Counting(identities=Identities.MAIL)

    assert estate_of(known(), Counting(), kept=True) is ESTATE
    assert estate_of(known(), other, kept=False) is ESTATE
    for assessment, counting in ((known(), other), (platform(), Counting())):
        with pytest.raises(DebtscanError):
            estate_of(assessment, counting, kept=True)


@pytest.mark.parametrize("lang", list(Lang))
def test_the_page_tells_factor_alarm_orphans_and_people(lang: Lang) -> None:
    """
    Most depended on first; nobody is ranked.
    """
    page = people_page(known(), ESTATE, lang)

    words = ["75%", "train-controller", "MLService", "P1", "97%", "61%", "1,234", "90"]
    assert [word for word in words if word not in page] == []


def test_without_knowledge_the_page_says_so() -> None:
    """
    And how weak the history is.
    """
    empty = replace(
        ESTATE,
        removed=(),
        coverage=None,
        by_reach=ReachFactor(0, (), 0, None),
        offboarding=(),
        hours=0,
        grade=Grade.NONE,
    )

    page = people_page(replace(platform(), coupling=()), empty, Lang.EN)

    assert "cannot say: git knows no author here" in page
    assert "cannot be said" in page
    assert "Hours" not in page


def test_long_lists_are_cut_and_hidden_persons_are_somebody() -> None:
    """
    What was left out is counted.
    """
    many = replace(ESTATE, removed=ESTATE.removed * 9)
    hidden = replace(ESTATE, removed=(replace(ESTATE.removed[0], person=None),))

    assert "and 4 more" in people_page(known(), many, Lang.EN)
    assert "without somebody" in people_page(known(), hidden, Lang.EN)


@pytest.mark.parametrize("lang", list(Lang))
def test_pages_of_answers_name_components_and_people(lang: Lang) -> None:
    """
    What a departure leaves, and who should learn what.
    """
    estate = known()
    left = leaving_page(leaving_of(estate, (P2, P3)), estate, lang)
    plan = plan_page(plan_of(estate), estate, lang)

    assert [word for word in ("ranking", "推薦", "P2", "P3") if word not in left] == []
    assert [word for word in ("train-controller", "P2", "P3") if word not in plan] == []
    assert "P4" in interview_page(Interview(P4, ()), estate, lang)


def test_nothing_lost_and_nothing_known_are_said() -> None:
    """
    One of two may go; without any author there is no share.
    """
    bare = replace(known(), components=tuple(replace(one, knowledge=None) for one in known().components))

    assert "others know all of it" in leaving_page(leaving_of(known(), (P3,)), known(), Lang.EN)
    assert "cannot say" in leaving_page(leaving_of(bare, (P3,)), bare, Lang.EN)
    assert "nothing to do" in plan_page(plan_of(bare), bare, Lang.EN)
