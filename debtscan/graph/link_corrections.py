"""
Links that the owners add, because no file tells of them, or drop, because a file only seems to.
"""

from debtscan.graph.drafts import Draft
from debtscan.graph.register import Register
from debtscan.graph.web import Edge
from debtscan.model.correction import Correction, LinkCorrection, Outcome
from debtscan.model.words import Confidence


def correct_link(register: Register, link: LinkCorrection) -> None:
    """
    Add or drop one link, and keep what came of it.
    """
    ends: list[Draft] = []
    for word in (link.source, link.target):
        found = register.called(word)
        if len(found) != 1:
            outcome = Outcome.AMBIGUOUS if found else Outcome.UNUSED
            closest = None if found else register.closest(word)
            register.record(_outcome(link, outcome, matches=len(found), closest=closest))
            return
        ends += found
    known = [edge for edge in register.web.edges if _is_meant(edge, ends[0], ends[1], link)]
    if link.drop:
        register.web.edges = [edge for edge in register.web.edges if edge not in known]
        register.record(_outcome(link, Outcome.APPLIED if known else Outcome.UNUSED, matches=len(known)))
    elif link.how is not None and ends[0] is not ends[1]:
        sure = any(confidence is Confidence.HIGH for _, _, _, confidence, _ in known)
        register.web.edges.append((ends[0], ends[1], link.how, Confidence.HIGH, link.place))
        register.record(_outcome(link, Outcome.REDUNDANT if sure else Outcome.APPLIED))
    else:
        register.record(_outcome(link, Outcome.UNUSED, matches=0))


def _is_meant(edge: Edge, source: Draft, target: Draft, link: LinkCorrection) -> bool:
    return edge[0] is source and edge[1] is target and link.how in {None, edge[2]}


def _outcome(link: LinkCorrection, outcome: Outcome, *, matches: int = 1, closest: str | None = None) -> Correction:
    subject = f"{link.source} -> {link.target}"
    how = str(link.how) if link.how is not None else None
    key = "drop" if link.drop else "add"
    return Correction(link.place, subject, key, outcome, how, matches=matches, closest=closest)
