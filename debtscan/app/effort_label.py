"""
Labelling in the terminal: one commit after the other, by single keys, kept after each answer.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, structs

from debtscan.app.effort_cards import Card
from debtscan.base.messages import say
from debtscan.model.effort_index import Label, Labels, LabelWord
from debtscan.safe.text import for_terminal

KEYS: Mapping[str, LabelWord] = {"d": LabelWord.DEV, "o": LabelWord.OPS, "u": LabelWord.UNCLEAR}


class Desk(Struct, frozen=True):
    """
    Where labelling happens: what shows a page, what waits for a key, and what keeps the labels.
    """

    show: Callable[[str], None]
    key: Callable[[], str]
    keep: Callable[[Labels], None]
    lang: str


def label_all(cards: Sequence[Card], labels: Labels, desk: Desk) -> Labels:
    """
    Return *labels* with an answer for each of *cards* that had none, until all have one or the person stops.

    Whatever was answered is kept at once; going back takes the last answer away, also one of an earlier session.
    """
    shown: str | None = None
    while (card := _next(cards, labels)) is not None:
        if card.commit != shown:
            desk.show(page_of(card, _done(cards, labels) + 1, len(cards), desk.lang))
            shown = card.commit
        match desk.key().lower():
            case key if key in KEYS:
                labels = _with(labels, Label(card.commit, KEYS[key]))
                desk.keep(labels)
            case "b" if labels.labels:
                labels = structs.replace(labels, labels=labels.labels[:-1])
                desk.keep(labels)
            case "q" | "\x03" | "\x04" | "":
                return labels
            case _:
                desk.show(say("label.help", desk.lang))
    return labels


def page_of(card: Card, number: int, total: int, lang: str) -> str:
    """
    Return what is shown of one commit.
    """
    head = say("label.head", lang, number=number, total=total, repo=card.repo, commit=card.commit[:12], day=card.day)
    lines = [
        "",
        head,
        *(f"  {line}" for line in card.message),
        "",
        *(f"  {path}" for path in card.paths),
        "",
        *(f"  | {line}" for line in card.difference or (say("label.no_difference", lang),)),
        "",
        say("label.question", lang),
    ]
    return "\n".join(for_terminal(line) for line in lines)


def _next(cards: Sequence[Card], labels: Labels) -> Card | None:
    answered = {label.commit for label in labels.labels}
    return next((card for card in cards if card.commit not in answered), None)


def _done(cards: Sequence[Card], labels: Labels) -> int:
    answered = {label.commit for label in labels.labels}
    return sum(card.commit in answered for card in cards)


def _with(labels: Labels, label: Label) -> Labels:
    return structs.replace(labels, labels=(*labels.labels, label))
