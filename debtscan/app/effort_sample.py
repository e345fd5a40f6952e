"""
The sample that is to be labelled, gathered while the repositories are open.
"""

from collections.abc import Sequence

from debtscan.app.effort_cards import Card, card_of
from debtscan.app.effort_labels import begun
from debtscan.app.targets import Target
from debtscan.history.dates import iso_day
from debtscan.measure.sample import drawn, frame_of
from debtscan.model.effort_index import Judged, Labels


class Sampler:
    """
    Draws the commits and makes their cards; *labels* are those of before, or new ones without any answer.
    """

    def __init__(self, labels: Labels | None, seed: str, count: int) -> None:
        self.labels = labels or Labels(seed, 0, ())
        self.cards: list[Card] = []
        self._begun = labels is not None
        self._count = count

    def look(self, targets: Sequence[Target], judged: Sequence[Judged]) -> None:
        """
        Draw from *judged* and read from git what is shown of each commit that was drawn.
        """
        frame = frame_of(judged, self.labels.seed)
        if not self._begun:
            self.labels = begun(frame, self.labels.seed)
        repositories = {target.name: target.repository for target in targets}
        commits = {one.commit: one for one in judged}
        for unit in drawn(frame, self.labels.cuts, self._count):
            one = commits[unit.commit]
            repository = repositories[one.repo]
            if repository is not None:
                self.cards.append(card_of(repository, one.commit, one.repo, iso_day(one.when), one.paths))
