"""
The links of an estate as they are found, and the references that lead nowhere.
"""

from collections.abc import Iterable

from debtscan.graph.drafts import Draft
from debtscan.model.evidence import Evidence
from debtscan.model.words import Confidence, How, Kind

Edge = tuple[Draft, Draft, How, Confidence, Evidence]


class Web:
    """
    Gathers links between drafts; what it holds is sorted and joined when all are known.
    """

    def __init__(self) -> None:
        self.edges: list[Edge] = []
        self.loose: list[tuple[str, Draft | None, str, Evidence]] = []  # reference, who makes it, reason code, place

    def link(
        self,
        sources: Iterable[Draft],
        targets: Iterable[Draft],
        how: How,
        evidence: Evidence,
        confidence: Confidence = Confidence.HIGH,
    ) -> None:
        """
        Link each source to each target; nothing is linked to itself.
        """
        for target in targets:
            self.edges += [(source, target, how, confidence, evidence) for source in sources if source is not target]

    def miss_nobodys(self, reference: str, why: str, evidence: Evidence) -> None:
        """
        Keep a question that is about no component that was found.
        """
        self.loose.append((reference, None, why, evidence))

    def miss(self, reference: str, sources: Iterable[Draft], why: str, evidence: Evidence) -> None:
        """
        Keep a reference that leads nowhere; what a library names is for its users to say.
        """
        asking = [source for source in sources if source.kind is not Kind.LIBRARY]
        if asking:
            self.loose.append((reference, asking[0], why, evidence))
