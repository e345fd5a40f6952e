"""
A chain and all that depends on a component, for a terminal.
"""

from collections.abc import Iterator, Mapping, Sequence

from debtscan.base.messages import say
from debtscan.model.assessment import Assessment
from debtscan.model.component import Component, ComponentId, Link
from debtscan.model.view import Chain, Reach, Reached, Step
from debtscan.model.words import Confidence, Direction, Lang, Status
from debtscan.render.columns import cut, cut_left, pad, width
from debtscan.render.labels import labels_of
from debtscan.render.options import RenderOptions
from debtscan.render.summary import components_by_id, place
from debtscan.safe.text import for_terminal

_DOT = " · "
_WIDEST_NAME = 36  # columns
_NARROWEST = 40


def chain_text(chain: Chain, assessment: Assessment, options: RenderOptions) -> str:
    """
    Return the chain, one step a line with how and where; where there is none, what there is instead.
    """
    return _joined(_Answer(assessment, options).chain(chain))


def reach_text(reach: Reach, assessment: Assessment, options: RenderOptions) -> str:
    """
    Return what was reached, the nearest first, each with how and the first component on its way.
    """
    return _joined(_Answer(assessment, options).reach(reach))


def _joined(lines: Iterator[str]) -> str:
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Answer:
    """
    Says things of components by their names, told apart where several bear the same one.
    """

    def __init__(self, assessment: Assessment, options: RenderOptions) -> None:
        self._assessment = assessment
        self._lang: Lang = options.lang
        self._columns = max(options.width, _NARROWEST)
        self._components: Mapping[ComponentId, Component] = components_by_id(assessment)
        labels = labels_of(assessment.components, options.lang)
        self._names = {identity: for_terminal(label) for identity, label in labels.items()}

    def chain(self, chain: Chain) -> Iterator[str]:
        """
        Yield the lines of a chain.
        """
        ends = {"source": self._names[chain.source], "target": self._names[chain.target]}
        if chain.steps is not None:
            key = "graph.chain" if chain.steps else "graph.same"
            yield say(key, self._lang, n=len(chain.steps), **ends)
            yield from self._steps(chain.steps)
            return
        yield say("graph.no_chain", self._lang, **ends)
        if chain.backward is not None:
            yield say("graph.backward", self._lang, n=len(chain.backward), **ends)
            yield from self._steps(chain.backward)
        elif chain.connection is not None:
            yield say("graph.connection", self._lang, n=len(chain.connection))
            yield from self._steps(chain.connection)
        else:
            yield say("graph.apart", self._lang)

    def reach(self, reach: Reach) -> Iterator[str]:
        """
        Yield the lines of what was reached.
        """
        name = self._names[reach.component]
        if not reach.reached:
            yield say(f"graph.no_reach.{reach.direction}", self._lang, name=name)
            return
        direct = sum(one.distance == 1 for one in reach.reached)
        yield say(f"graph.reach.{reach.direction}", self._lang, name=name, n=len(reach.reached), direct=direct)
        margin = min(max(width(self._names[one.component]) for one in reach.reached), _WIDEST_NAME)
        before = 0
        for one in reach.reached:
            if one.distance != before:
                before = one.distance
                yield ""
                away = say("graph.distance", self._lang, n=before)
                yield say("graph.directly", self._lang) if before == 1 else away
            yield self._reached(one, reach.direction, margin)

    def _reached(self, one: Reached, direction: Direction, margin: int) -> str:
        component, first = self._components[one.component], one.chain[0]
        words = [say(f"kind.{component.kind}", self._lang)]
        if component.status is not Status.LIVE:
            words.append(say(f"status.{component.status}", self._lang))
        if one.distance > 1:
            words.append(say("graph.via", self._lang, name=self._names[first.target]))
        if direction is Direction.DEPENDENTS or one.distance == 1:
            words.append(self._hows(first))
        return self._cut(f"  {pad(cut(self._names[one.component], _WIDEST_NAME), margin)}  {_DOT.join(words)}")

    def _steps(self, steps: Sequence[Step]) -> Iterator[str]:
        for step in steps:
            yield self._cut(f"  {self._names[step.source]} → {self._names[step.target]}")
            for link in step.links:
                yield self._link(link)

    def _link(self, link: Link) -> str:
        sure = "" if link.confidence is Confidence.HIGH else f" ({say(f'confidence.{link.confidence}', self._lang)})"
        words = f"      {say(f'how.{link.how}', self._lang)}{sure}"
        if not link.evidence:
            return self._cut(words)
        where = for_terminal(place(link.evidence[0], self._assessment.targets))
        return f"{words}  {cut_left(where, max(self._columns - width(words) - 2, _NARROWEST // 2))}"

    def _hows(self, step: Step) -> str:
        return say("list.and", self._lang).join(say(f"how.{link.how}", self._lang) for link in step.links)

    def _cut(self, line: str) -> str:
        return cut(line, self._columns)
