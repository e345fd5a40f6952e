"""
One chart rendered with its default values and with those of each environment, and what its files then say.
"""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from debtscan.model.declaration import Problem, Reading, decode
from debtscan.model.evidence import Reason
from debtscan.model.words import Status
from debtscan.scan.draft import Draft
from debtscan.scan.helm.calculator import Budget, Parts
from debtscan.scan.helm.chart import Chart, Reads
from debtscan.scan.helm.documents import documents_in
from debtscan.scan.helm.evaluator import Evaluator, StrayError
from debtscan.scan.helm.lexer import TemplateError
from debtscan.scan.helm.looks import distinct, looks_of
from debtscan.scan.helm.output import Rendered
from debtscan.scan.helm.parser import parse
from debtscan.scan.helm.readings import chosen, objects, switched_off, together
from debtscan.scan.helm.root import root_of
from debtscan.scan.helm.syntax import Node, Template
from debtscan.scan.helm.values import Expressions, SpentError, Value, plain
from debtscan.scan.kubernetes.objects import read_documents

STEPS = 600_000  # that one chart may take, all its environments together
STEPS_OF_ONE = 150_000  # and one of its templates, once
_CHARACTERS_A_STEP = 4  # of what further sets of values write, that is read as YAML


class Release(Struct, frozen=True):
    """
    A chart and the sets of values that it is rendered with, the most telling first; the defaults are the last.
    """

    chart: Chart
    sets: tuple[dict[str, Value], ...]


class _Scene(NamedTuple):
    """
    A chart of the family with the values that it sees; *base* is the folder by which templates call each other.
    """

    chart: Chart
    values: dict[str, Value]
    base: str


class Assembly:
    """
    Renders the charts of one family.
    """

    def __init__(self, release: Release, read: Reads) -> None:
        self._chart = release.chart
        self._texts = {path: decode(read(path))[0] for one in self._chart.family() for path in one.templates}
        self._sets = distinct(release.sets, looks_of(self._chart, self._texts.__getitem__))
        self._expressions = Expressions()
        self._left = STEPS
        self._failed: dict[str, Problem] = {}  # templates that could not be rendered
        self._short: dict[str, Problem] = {}  # and those that could not be with some of the values
        self._templates: dict[str, Template] = {}
        self._defines: dict[str, tuple[Node, ...]] = {}
        self._known: dict[tuple[tuple[Rendered, str], ...], Reading] = {}
        self.unrendered = 0  # sets of values that were one too many
        for chart in reversed(list(self._chart.family())):
            for path in chart.templates:
                self._parse(path)

    def _parse(self, path: str) -> None:
        try:
            template = parse(self._texts[path])
        except TemplateError as error:
            self._failed[path] = Problem(Reason.TEMPLATED, f"not rendered: {error}", error.line)
        except RecursionError:
            self._failed[path] = Problem(Reason.TEMPLATED, "not rendered: nested too deep")
        else:
            self._templates[path] = template
            self._defines |= template.defines

    def readings(self, unrendered: dict[str, Reading]) -> dict[str, Reading]:
        """
        Return what each template says with all sets of values.

        *unrendered* is what it says without: kept for objects that no set switches on, and where rendering fails.
        """
        sets = self._all_rendered()
        lacking = [path for path in self._rendering() if _lacks(unrendered[path], [one.get(path) for one in sets])]
        forced = self._rendered(self._sets[-1], frozenset(lacking)) if lacking else {}
        found: dict[str, Reading] = {}
        for path in self._rendering():
            said = [one[path] for one in sets if path in one]
            found[path] = _completed(unrendered[path], said, forced.get(path))
        for path, problem in self._short.items():
            found[path] = replace(found[path], problems=(*found[path].problems, problem))
        for path, problem in self._failed.items():
            found[path] = replace(unrendered[path], problems=(*unrendered[path].problems, problem))
        return found

    def _all_rendered(self) -> list[dict[str, Reading]]:
        """
        Return what each template says with each set of values, the last set, that of the defaults, rendered first.
        """
        *others, defaults = self._sets
        base = self._rendered(defaults)
        self._failed |= self._short
        self._short = {}
        found: list[dict[str, Reading]] = []
        for values in others:
            if self._left < STEPS_OF_ONE:
                self.unrendered += 1
            else:
                known = len(self._known)
                found.append(self._rendered(values))
                fresh = list(self._known)[known:]
                self._left -= sum(len(one.text) for texts in fresh for one, _ in texts) // _CHARACTERS_A_STEP
        return [*found, base]

    def _rendering(self) -> list[str]:
        """
        Return the templates that are rendered by themselves.
        """
        own = [path for chart in self._chart.family() if not chart.library for path in chart.templates]
        return [path for path in dict.fromkeys(own) if path not in self._failed and not _is_part(path)]

    def _rendered(self, given: dict[str, Value], forced: frozenset[str] = frozenset()) -> dict[str, Reading]:
        """
        Return what each template says with the values *given*; what holds objects in those *forced* is switched on.
        """
        scenes = list(scenes_of(self._chart, plain(given), self._chart.name, every=bool(forced)))
        files = {
            f"{scene.base}/{path.removeprefix(scene.chart.folder).lstrip('/')}": self._templates[path]
            for scene in scenes
            for path in scene.chart.templates
            if path in self._templates
        }
        written: dict[str, list[tuple[Rendered, str]]] = {}
        for scene in scenes:
            for path in () if scene.chart.library else scene.chart.templates:
                if path not in self._failed and not _is_part(path) and (path in forced or not forced):
                    written.setdefault(path, []).extend(self._written(path, scene, files, forced=bool(forced)))
        return {path: self._read(path, tuple(texts)) for path, texts in written.items() if path not in self._short}

    def _written(
        self, path: str, scene: _Scene, files: dict[str, Template], *, forced: bool
    ) -> Iterator[tuple[Rendered, str]]:
        budget = Budget(min(STEPS_OF_ONE, self._left))
        before = budget.left
        evaluator = Evaluator(Parts(self._defines, files), self._expressions, budget, forced=forced)
        root = root_of(scene.chart.about, scene.values, scene.base, self._expressions)
        try:
            yield evaluator.render(self._templates[path], root).rendered(), scene.chart.name
        except (SpentError, RecursionError) as error:
            why = str(error) or "takes more steps than are spent on one template"
            self._short[path] = Problem(Reason.OVER_BUDGET, f"not rendered: {why}"[:200])
        except StrayError:
            self._short[path] = Problem(Reason.TEMPLATED, "not rendered: break or continue outside a range")
        finally:
            self._left -= before - max(budget.left, 0)

    def _read(self, path: str, texts: tuple[tuple[Rendered, str], ...]) -> Reading:
        if texts not in self._known:
            draft = Draft(path)
            for text, name in texts:
                found = documents_in(text, self._expressions, name)
                draft.problems += found.problems
                read_documents(found.documents, draft)
            self._known[texts] = draft.reading()
        return self._known[texts]


def scenes_of(chart: Chart, values: dict[str, Value], base: str, *, every: bool = False) -> Iterator[_Scene]:
    """
    Yield *chart* and the local charts that it installs with *values*; *every* one, whatever is switched off.
    """
    yield _Scene(chart, values, base)
    for dependency in chart.dependencies:
        if dependency.chart is not None and (every or dependency.enabled(values)):
            own = values.get(dependency.alias)
            inner = replace(dependency.chart, about={**dependency.chart.about, "name": dependency.alias})
            scope = own if isinstance(own, dict) else {}
            yield from scenes_of(inner, scope, f"{base}/charts/{dependency.alias}", every=every)


def _is_part(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.startswith("_") or not name.endswith((".yaml", ".yml"))


def _lacks(unrendered: Reading, readings: list[Reading | None]) -> bool:
    lines = {one.line for reading in readings if reading for one in reading.declarations}
    return any(one.line not in lines for one in objects(unrendered.declarations))


def _completed(unrendered: Reading, readings: list[Reading], forced: Reading | None) -> Reading:
    """
    Return what *readings* say and what no set of values switches on: as rendered by force, else as it stands there.
    """
    troubled = any(problem.reason is not Reason.TEMPLATED for reading in readings for problem in reading.problems)
    joined = together(readings) if readings else Reading()
    lines = {one.line for one in joined.declarations}
    parts = {one.line for one in objects(unrendered.declarations) if one.status is Status.TEMPLATE}
    kept = chosen(unrendered, frozenset(parts - lines))
    if not troubled and forced is not None:
        off = frozenset(one.line for one in objects(forced.declarations)) - lines - parts
        kept = together([kept, switched_off(forced, off)])
        lines |= off
    missing = frozenset(one.line for one in objects(unrendered.declarations)) - lines - parts
    rest = chosen(unrendered, missing) if troubled else switched_off(unrendered, missing)
    whole = together([joined, kept, rest])
    return replace(whole, problems=joined.problems, status=unrendered.status)
