"""
The components of an estate by the words that its owners use for them, and the outcome of each correction.
"""

from difflib import get_close_matches

from msgspec import structs

from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft
from debtscan.graph.identity import id_of, ids_of, shown_name
from debtscan.graph.web import Web
from debtscan.model.component import ComponentId
from debtscan.model.correction import Correction
from debtscan.model.words import Kind


class Register:
    """
    Ids are those of the scan before any correction, so that a correction keeps meaning the same component.
    """

    def __init__(self, board: Board, web: Web) -> None:
        self.board = board
        self.web = web
        self.ids = {id(board.drafts[index]): identity for index, identity in ids_of(board.drafts).items()}
        self.outcomes: list[Correction] = []
        self._by_id = {self.ids[id(draft)]: draft for draft in board.drafts}

    def id(self, draft: Draft) -> ComponentId:
        """
        Return the id of a component.
        """
        return self.ids[id(draft)]

    def enter(self, draft: Draft, repo: str, kind: Kind, name: str) -> None:
        """
        Give a component that the owners declare an id of its own.
        """
        identity = id_of(repo, kind, name, self._by_id)
        self.ids[id(draft)] = identity
        self._by_id[identity] = draft

    def forward(self, old: Draft, new: Draft) -> None:
        """
        Let the id of *old*, which is gone, mean *new* from now on.
        """
        for identity, draft in self._by_id.items():
            if draft is old:
                self._by_id[identity] = new
                new.aliases.add(identity)

    def with_id(self, word: str) -> list[Draft]:
        """
        Return the component with that id.
        """
        found = self._by_id.get(ComponentId(word))
        return [found] if found is not None else []

    def called(self, word: str) -> list[Draft]:
        """
        Return the component with that id, else all of that name as it is written, else all of that name or alias.
        """
        drafts, plain = self.board.drafts, word.casefold()
        return (
            self.with_id(word)
            or [draft for draft in drafts if word in {title(draft), draft.name}]
            or [draft for draft in drafts if plain in {title(draft).casefold(), draft.name.casefold()}]
            or [draft for draft in drafts if plain in {alias.casefold() for alias in draft.aliases}]
        )

    def closest(self, word: str) -> str | None:
        """
        Return the id that is most like *word*.
        """
        known = sorted(self._by_id)
        return next(iter(get_close_matches(word, known, 1, 0.5)), None)

    def record(self, outcome: Correction, draft: Draft | None = None) -> None:
        """
        Keep the outcome of one word about *draft*, which shows from now on where it was said.
        """
        if draft is None:
            self.outcomes.append(outcome)
            return
        self.outcomes.append(structs.replace(outcome, component=self.id(draft)))
        draft.declared.append(outcome.place)


def title(draft: Draft) -> str:
    """
    Return the name that is shown: as the owners call it, else as declared in the files.
    """
    return draft.title or shown_name(draft)
