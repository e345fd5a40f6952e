"""
Persons are shown as asked, as far as they were kept.
"""

import pytest
from msgspec.structs import replace

from debtscan.app.persons import mode_of, shown
from debtscan.base.errors import DebtscanError
from debtscan.model.assessment import Assessment
from debtscan.model.words import PeopleMode
from tests.unit.app.known import known
from tests.unit.render.sample import PEOPLE, platform

NAMES, PSEUDONYM, NONE = PeopleMode.NAMES, PeopleMode.PSEUDONYM, PeopleMode.NONE


def named() -> Assessment:
    """
    Return the platform with names kept, and one component without a history.
    """
    first, *others = platform().components
    people = tuple(replace(person, name=f"Name {person.id}") for person in PEOPLE)
    components = (replace(first, history=None), *others)
    return replace(platform(), people=people, people_mode=NAMES, components=components)


def test_names_stay_as_they_are() -> None:
    """
    The very same assessment.
    """
    estate = named()

    assert shown(estate, NAMES) is estate


def test_pseudonyms_take_the_names_away_and_nothing_else() -> None:
    """
    The ids hold it together.
    """
    hidden = shown(named(), PSEUDONYM)

    assert hidden.people == PEOPLE
    assert hidden.people_mode is PSEUDONYM
    assert hidden.components == named().components


@pytest.mark.parametrize(
    ("owner", "pseudonym", "none"),
    [
        ("team-ml", "team-ml", "team-ml"),
        ("@acme/ml", "@acme/ml", "@acme/ml"),
        ("name P2", "P2", None),
        ("ML (x, name P2 )", "P2", None),
        ("someone@acme.example", None, None),
        ("Ask <someone@acme.example>", None, None),
        (None, None, None),
    ],
)
def test_an_owner_who_is_a_person_is_shown_as_persons_are(
    owner: str | None, pseudonym: str | None, none: str | None
) -> None:
    """
    A team is no person.
    """
    estate = named()
    estate = replace(estate, components=(replace(estate.components[0], owner=owner),))

    assert shown(estate, NAMES).components[0].owner == owner
    assert shown(estate, PSEUDONYM).components[0].owner == pseudonym
    assert shown(estate, NONE).components[0].owner == none


def test_none_takes_every_person_away() -> None:
    """
    No id of a person stays in any component; dates and counts do.
    """
    bare = shown(named(), NONE)

    histories = [component.history for component in bare.components if component.history]
    assert (bare.people, bare.people_mode) == ((), NONE)
    assert {(one.builder, one.builder_share, one.operators, one.people) for one in histories} == {(None, None, (), ())}
    assert {one.commits for one in histories} == {57}


@pytest.mark.parametrize(
    ("kept", "asked", "words"),
    [
        (PSEUDONYM, NAMES, "keeps no names"),
        (NONE, NAMES, "keeps no names"),
        (NONE, PSEUDONYM, "keeps no persons"),
    ],
)
def test_what_was_not_kept_cannot_come_back(kept: PeopleMode, asked: PeopleMode, words: str) -> None:
    """
    The error says how to get it.
    """
    with pytest.raises(DebtscanError, match=words) as caught:
        shown(shown(named(), kept), asked)

    assert caught.value.hint == f"scan again with --people {asked}"


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("asked", list(PeopleMode))
def test_what_is_asked_for_counts(asked: PeopleMode, terminal: bool) -> None:
    """
    On a terminal or not.
    """
    assert mode_of(named(), asked, terminal=terminal) is asked


@pytest.mark.parametrize(
    ("kept", "terminal", "mode"),
    [
        (NAMES, True, NAMES),
        (NAMES, False, PSEUDONYM),
        (PSEUDONYM, True, PSEUDONYM),
        (PSEUDONYM, False, PSEUDONYM),
        (NONE, True, NONE),
        (NONE, False, NONE),
    ],
)
def test_names_are_for_terminals(kept: PeopleMode, terminal: bool, mode: PeopleMode) -> None:
    """
    Where nothing is asked for, and only as far as they were kept.
    """
    assert mode_of(shown(named(), kept), None, terminal=terminal) is mode


def test_without_persons_knowledge_keeps_its_numbers() -> None:
    """
    Who knows it is gone, how many and how sure is not.
    """
    bare = shown(known(), NONE)

    assert {component.knowledge.authors for component in bare.components if component.knowledge} == {()}
    assert {component.knowledge.successor for component in bare.components if component.knowledge} == {None}
    assert any(component.knowledge and component.knowledge.lost for component in bare.components)
    assert bare.knowledge is not None
    assert [(one.person, one.files) for one in bare.knowledge.removed] == [(None, 60)]
    assert [(one.person, one.weight) for one in bare.knowledge.by_reach.removed] == [(None, 40)]
