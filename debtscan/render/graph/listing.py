"""
The map as a list for a terminal: systems, their components, and what each of these links to.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from debtscan.base.messages import say
from debtscan.model.component import Component, ComponentId, Link
from debtscan.model.view import GraphView
from debtscan.model.words import Collapse, Confidence, How, Lang, Status
from debtscan.render.boxes import Box, with_crds
from debtscan.render.columns import cut, pad, width, wrap
from debtscan.render.dot import arrow_words, box_lines
from debtscan.render.graph.caption import focus_words, notes
from debtscan.render.labels import labels_of
from debtscan.render.map import Omission, map_of, shown
from debtscan.render.options import RenderOptions
from debtscan.render.summary import estate_name
from debtscan.safe.text import for_terminal

_DOT = " · "
_NAME, _TARGET = "  ", "    → "
_DEEP, _DEEPER = "    ", "      "
_WIDEST_NAME = 36  # columns; longer ones are cut
_NARROWEST = 40
_MOST_LINES = 8  # of one sentence
_BOLD, _DIM = "1", "2"


def render(view: GraphView, options: RenderOptions) -> str:
    """
    Return the list; CRDs stand beside what serves them, and what is left out is counted at the end.
    """
    listing = _Listing(view, options)
    lines = listing.groups() if view.collapsed and view.collapsed.by is not Collapse.KIND else listing.systems()
    said = [line for sentence in listing.notes() for line in wrap(sentence, listing.columns, _MOST_LINES)]
    parts = [*listing.head(), "", *lines, *(["", *said] if said else [])]
    return "\n".join(map(_plain, parts)) + "\n"


def _plain(line: str) -> str:
    """
    Return *line* so that a CI runner does not take it for a command: "::error ..." and "##[...".
    """
    bare = line.lstrip(" ")
    return f"{line[: len(line) - len(bare)]}'{bare}" if bare.startswith(("::", "##[")) else line.rstrip()


class _Listing:
    """
    The parts of the list; each is lines that are already cut and painted.
    """

    def __init__(self, view: GraphView, options: RenderOptions) -> None:
        self.lang: Lang = options.lang
        self.columns = max(options.width, _NARROWEST)
        self._colour = options.colour
        self._view = view
        self._drawn = map_of(view)
        self._shown = shown(view)
        self._from: dict[ComponentId, list[Link]] = {}
        for link in view.assessment.links:
            self._from.setdefault(link.source, []).append(link)
        labels = labels_of(self._shown, self.lang)
        self._names = {identity: for_terminal(label) for identity, label in labels.items()}

    def head(self) -> list[str]:
        """
        Return what the list shows.
        """
        links = sum(link.source in self._names and link.target in self._names for link in self._view.assessment.links)
        name = for_terminal(estate_name(self._view.assessment))
        whole = say("graph.head", self.lang, name=name, n=len(self._shown), links=links)
        around = focus_words(self._view, self.lang)
        return [self._paint(cut(line, self.columns), _BOLD) for line in (whole, around) if line]

    def notes(self) -> list[str]:
        """
        Return what is left out; all links and CRDs are in the list of components.
        """
        if self._view.collapsed:
            return notes(self._drawn, self.lang)
        return [
            say(f"graph.note.{note.key}", self.lang, n=note.n)
            for note in self._drawn.notes
            if note.key in {Omission.BEYOND, Omission.NOT_LIVE}
        ]

    def systems(self) -> Iterator[str]:
        """
        Yield each system with its components, those without a system last.
        """
        boxes = with_crds(self._shown, self._view.assessment.links)
        by_system: dict[tuple[bool, str], list[Box]] = {}
        for box in boxes:
            by_system.setdefault(self._system(box.members[0]), []).append(box)
        margin = min(max((width(self._names[one.id]) for one in self._shown), default=0), _WIDEST_NAME)
        for index, ((_, name), members) in enumerate(sorted(by_system.items())):
            yield from [""] if index else []
            yield self._paint(cut(name, self.columns), _BOLD)
            for box in members:
                yield from self._component(box, margin)

    def groups(self) -> Iterator[str]:
        """
        Yield each group, and what is in none, with the arrows from it.
        """
        first = {box.id: box_lines(replace(box, gone=False), self.lang) for box in self._drawn.boxes}
        margin = min(max((width(lines[0]) for lines in first.values()), default=0), _WIDEST_NAME)
        for box in self._drawn.boxes:
            name, *rest = first[box.id]
            yield self._row(_NAME, name, margin, _DOT.join(rest))
            for arrow in self._drawn.arrows:
                if arrow.source == box.id:
                    counted = say("graph.links", self.lang, n=arrow.links)
                    words = _DOT.join([arrow_words(arrow, self.lang), counted, *self._doubt(arrow.confidence)])
                    yield self._row(_TARGET, first[arrow.target][0], margin - 2, words)

    def _system(self, component: Component) -> tuple[bool, str]:
        if component.system is None:
            return True, say("graph.loose", self.lang)
        several = len(self._view.assessment.targets) > 1
        path = f"{component.evidence[0].repo}/{component.system}" if several else component.system
        return False, for_terminal(path)

    def _component(self, box: Box, margin: int) -> Iterator[str]:
        component = box.members[0]
        what = [
            say(f"kind.{component.kind}", self.lang),
            say(f"built.{component.built or 'unknown'}", self.lang),
            *([] if component.status is Status.LIVE else [say(f"status.{component.status}", self.lang)]),
            *map(for_terminal, component.facts.namespaces),
        ]
        yield self._row(_NAME, self._names[component.id], margin, _DOT.join(what))
        parts = [component.id, *(crd.id for crd in box.crds)]
        if box.crds:
            yield from self._lined(say("graph.serves", self.lang), [for_terminal(crd.name) for crd in box.crds])
        for words, targets in self._targets(parts).items():
            yield from self._lined(words, [self._names[target] for target in targets])

    def _targets(self, parts: Sequence[ComponentId]) -> dict[str, list[ComponentId]]:
        """
        Return what *parts* link to, by the words for how and how sure.
        """
        found: dict[ComponentId, list[Link]] = {}
        for link in (link for part in parts for link in self._from.get(part, ())):
            if link.target not in parts and link.target in self._names:
                found.setdefault(link.target, []).append(link)
        by_words: dict[str, list[ComponentId]] = {}
        for target, links in found.items():
            hows = say("list.and", self.lang).join(say(f"how.{how}", self.lang) for how in _hows(links))
            surest = min((link.confidence for link in links), key=lambda confidence: confidence.rank)
            by_words.setdefault(" ".join([hows, *(f"({one})" for one in self._doubt(surest))]), []).append(target)
        return by_words

    def _lined(self, words: str, names: Sequence[str]) -> Iterator[str]:
        """
        Yield *names* behind an arrow, in as many lines as they need.
        """
        first, *rest = wrap(f"{words} → {', '.join(names)}", self.columns - width(_DEEPER), len(names) + _MOST_LINES)
        yield self._paint(f"{_DEEP}{first}", _DIM)
        yield from (self._paint(f"{_DEEPER}{line}", _DIM) for line in rest)

    def _doubt(self, confidence: Confidence) -> list[str]:
        return [] if confidence is Confidence.HIGH else [say(f"confidence.{confidence}", self.lang)]

    def _row(self, mark: str, name: str, margin: int, words: str) -> str:
        left = mark + pad(cut(name, _WIDEST_NAME), max(margin, 0)) + "  "
        room = self.columns - width(left)
        return left + self._paint(cut(words, room), _DIM) if room > 1 else cut(left, self.columns)

    def _paint(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._colour and text else text


def _hows(links: Sequence[Link]) -> Iterable[How]:
    return (how for how in How if any(link.how is how for link in links))
