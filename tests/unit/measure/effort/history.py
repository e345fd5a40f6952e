"""
Histories made by hand, and a model small enough to be added up in the head.
"""

from debtscan.measure.effort.grams import BINS
from debtscan.measure.effort.model import SCHEMA, Model, Training
from debtscan.model.component import PersonId
from debtscan.model.history import Author, Change, History, PathChange, Touch
from debtscan.model.words import Grade

HOUR, DAY = 3_600, 86_400
ANN, BOB, BOT = (PersonId(name) for name in ("P1", "P2", "P3"))
PERSONS = (ANN, BOB, BOT)
BOTS = frozenset({BOT})
MODEL = Model(
    schema=SCHEMA,
    version="1",
    training=Training("", 1, {}, 0, 1.0, 1.0, 1.0),
    intercept=-1.0,
    signals={"says fix": 2.0, "corrects own work of the day": -1.5, "bot": 3.0},
    grams=(0.0,) * BINS,
)


def change(
    when: int,
    subject: str,
    *paths: str,
    touch: Touch = Touch.MODIFIED,
    person: int = 0,
    body: str = "",
    tagged: bool = False,
    merge: bool = False,
) -> Change:
    """
    Return a commit at *when* that did *touch* to each of *paths*.
    """
    touched = tuple(PathChange(touch, path) for path in paths)
    return Change(
        f"{when:040x}", when, when, person, merge=merge, subject=subject, paths=touched, body=body, tagged=tagged
    )


def history(*changes: Change) -> History:
    """
    Return a whole history of *changes*, oldest first.
    """
    return History(Grade.FULL, len(changes), changes, tuple(Author(name, "") for name in PERSONS))
