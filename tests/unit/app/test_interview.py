"""
What is asked before somebody goes: by what depends on it, and by how little the files say.
"""

from msgspec.structs import replace

from debtscan.app.interview import concerns, interview
from debtscan.model.evidence import Evidence
from debtscan.model.words import Status
from tests.unit.app.known import RANKING, changed, known, with_uses
from tests.unit.render.sample import P1, P2, P3, P4, TRAIN


def test_the_weightiest_component_comes_first_with_places() -> None:
    """
    What only this person knows and much depends on; each question in both languages.
    """
    topics = interview(known(), P1).topics

    train = next(topic for topic in topics if topic.component == TRAIN.id)
    weights = [topic.questions[0].weight for topic in topics]
    assert weights == sorted(weights, reverse=True)
    assert train.alone
    assert {question.about for question in train.questions} == {"alone", "deploy", "coupling", "tests"}
    assert train.questions[0].weight == (1 + 2) * (3 + 1)
    assert train.questions[0].evidence == (
        Evidence("ml-platform", "controllers/train-controller/main.go", 31, None, "Deployment"),
    )
    assert all(TRAIN.name in question.en and TRAIN.name in question.ja for question in train.questions)


def test_what_others_know_too_is_less_uncertain() -> None:
    """
    The same questions weigh less, and nobody is told to be alone.
    """
    topics = interview(changed(RANKING, with_uses), P3).topics

    (topic,) = [topic for topic in topics if topic.component == RANKING]
    said = {question.about: question.uncertainty for question in topic.questions}
    assert not topic.alone
    assert said == {"unresolved": 3, "rollback": 2, "schedule": 2, "coupling": 2, "tests": 2}
    assert "legacy-scorer:8080" in next(one.en for one in topic.questions if one.about == "unresolved")


def test_only_what_somebody_built_runs_or_knows_is_asked_about() -> None:
    """
    And only what is in use; a bot is asked nothing.
    """
    example = changed(TRAIN.id, lambda one: replace(one, status=Status.EXAMPLE))

    assert TRAIN.id not in {topic.component for topic in interview(example, P1).topics}
    assert interview(known(), P4).topics == ()
    assert concerns(TRAIN, P2)
    assert not concerns(TRAIN, P3)
