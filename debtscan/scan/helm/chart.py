"""
Charts as they lie in a repository: what Chart.yaml says, the default values, the templates, and the local sub-charts.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from debtscan.model.declaration import File
from debtscan.safe.yaml import Mapping, load_all
from debtscan.scan.helm.values import Value, field, merged, plain, text_of

_CHART = re.compile(r"(.*/)?Chart\.ya?ml")
_RENDERED = re.compile(r".+\.(ya?ml|tpl)")
_DEEPEST = 6  # charts within charts

Reads = Callable[[str], bytes]


class Dependency(Struct, frozen=True):
    """
    A chart that another one installs with itself; *chart* is None where it lies elsewhere.
    """

    name: str
    alias: str
    condition: str
    tags: tuple[str, ...]
    chart: "Chart | None"
    key: str = ""  # of its declaration; "" where only the folder charts/ says it

    def enabled(self, values: dict[str, Value]) -> bool:
        """
        Tell whether it is installed with the *values* of the chart that needs it: the condition decides, else the tags.
        """
        for path in self.condition.split(","):
            found: Value = values
            for name in path.strip().split("."):
                found = field(found, name)
            if isinstance(found, bool):
                return found
        tags = field(values, "tags")
        decided = [field(tags, tag) for tag in self.tags if isinstance(field(tags, tag), bool)]
        return any(decided) if decided else True


class Chart(Struct, frozen=True):
    """
    One chart: the folder of its Chart.yaml and all that belongs to it.
    """

    folder: str
    about: dict[str, Value]
    values: dict[str, Value]
    templates: tuple[str, ...]  # paths, those of named parts too
    dependencies: tuple[Dependency, ...]

    @property
    def name(self) -> str:
        """
        Return what the chart calls itself.
        """
        return text_of(self.about.get("name")) or self.folder.rpartition("/")[2]

    @property
    def library(self) -> bool:
        """
        Whether it only defines parts for others.
        """
        return self.about.get("type") == "library"

    def family(self) -> Iterator["Chart"]:
        """
        Yield the chart and every chart below it.
        """
        yield self
        for dependency in self.dependencies:
            if dependency.chart is not None:
                yield from dependency.chart.family()

    def coalesced(self, given: dict[str, Value]) -> dict[str, Value]:
        """
        Return the values with *given* laid over the defaults, those of each sub-chart under its name, globals shared.
        """
        result = merged(self.values, given)
        shared = result.get("global")
        for dependency in self.dependencies:
            section = result.get(dependency.alias)
            own = section if isinstance(section, dict) else {}
            if isinstance(shared, dict):
                inner = own.get("global")
                own = {**own, "global": merged(inner if isinstance(inner, dict) else {}, shared)}
            if dependency.chart is not None:
                result[dependency.alias] = dependency.chart.coalesced(own)
            elif own:
                result[dependency.alias] = own
        return result


class Layout:
    """
    Where the charts of a repository lie, and which file belongs to which.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = sorted(paths)
        self.abouts = {posixpath.dirname(path): path for path in self.paths if _CHART.fullmatch(path)}
        self.folders = frozenset(self.abouts)
        self._inside: dict[str, list[str]] = {folder: [] for folder in self.folders}
        for path in self.paths if self.folders else ():
            folder = self.around(path)
            if folder is not None:
                self._inside[folder].append(path)

    def around(self, path: str) -> str | None:
        """
        Return the folder of the chart that *path* belongs to, None for none.
        """
        folder = posixpath.dirname(path)
        while folder not in self.folders:
            if not folder:
                return None
            folder = posixpath.dirname(folder)
        return folder

    def roots(self) -> list[str]:
        """
        Return the folders of the charts that are not a part of the one around them.
        """
        return sorted(folder for folder in self.folders if self.parent(folder) is None)

    def holds(self, outer: str, inner: str) -> bool:
        """
        Tell whether the chart in *inner* lies in the folder of the one in *outer*.
        """
        return inner != outer and inner.startswith(beside(outer, ""))

    def parent(self, folder: str) -> str | None:
        """
        Return the folder of the chart that keeps the one in *folder* under "charts".
        """
        above, charts = posixpath.split(posixpath.dirname(folder))
        return above if charts == "charts" and above in self.folders else None

    def files_in(self, folder: str) -> list[str]:
        """
        Return the files of the chart in *folder*, without those of charts within.
        """
        return self._inside[folder]


class Charts:
    """
    The charts among the files of a repository, opened.
    """

    def __init__(self, paths: Iterable[str], read: Reads) -> None:
        self._layout = Layout(paths)
        self._read = read

    def at(self, folder: str, depth: int = 0) -> Chart:
        """
        Return the chart in *folder* with its local sub-charts.
        """
        inside = self._layout.files_in(folder)
        about = self._mapping(self._layout.abouts[folder])
        values = [path for path in inside if path in {beside(folder, "values.yaml"), beside(folder, "values.yml")}]
        home = beside(folder, "templates/")
        templates = tuple(path for path in inside if path.startswith(home) and _RENDERED.fullmatch(path))
        return Chart(
            folder,
            about,
            self._mapping(values[0]) if values else {},
            templates,
            tuple(self._dependencies(folder, about, depth)),
        )

    def _dependencies(self, folder: str, about: dict[str, Value], depth: int) -> Iterator[Dependency]:
        written = about.get("dependencies")
        for path in self._layout.files_in(folder):
            if path in {beside(folder, "requirements.yaml"), beside(folder, "requirements.yml")}:
                written = self._mapping(path).get("dependencies")
        named: set[str] = set()
        for entry in written if isinstance(written, list) else ():
            name = text_of(field(entry, "name"))
            if name:
                place = self._place(folder, name, text_of(field(entry, "repository")))
                named.add(place or "")
                yield self._dependency(entry, name, place, depth)
        for place in sorted(self._layout.folders - named):
            if self._layout.parent(place) == folder and depth < _DEEPEST:
                chart = self.at(place, depth + 1)
                yield Dependency(chart.name, chart.name, "", (), chart)

    def _dependency(self, entry: Value, name: str, place: str | None, depth: int) -> Dependency:
        alias = text_of(field(entry, "alias")) or name
        tags = field(entry, "tags")
        chart = self.at(place, depth + 1) if place is not None and depth < _DEEPEST else None
        return Dependency(
            name,
            alias,
            text_of(field(entry, "condition")),
            tuple(map(text_of, tags)) if isinstance(tags, list) else (),
            chart,
            f"dependency:{alias}",
        )

    def _place(self, folder: str, name: str, repository: str) -> str | None:
        """
        Return the folder of a local sub-chart: the one that is named, else the one kept under charts/.
        """
        if repository.startswith("file://"):
            named = posixpath.normpath(posixpath.join(folder, repository.removeprefix("file://")))
            if named in self._layout.folders:
                return named
        kept = beside(folder, f"charts/{name}")
        return kept if kept in self._layout.folders else None

    def _mapping(self, path: str) -> dict[str, Value]:
        return mapping_in(File(path, self._read(path)))


def mapping_in(file: File) -> dict[str, Value]:
    """
    Return the first mapping among the documents of *file*, {} where there is none.
    """
    documents = load_all(file.text).documents
    return next((plain(one) for one in documents if isinstance(one, Mapping)), {})


def beside(folder: str, name: str) -> str:
    """
    Return the path of *name* in *folder*, "" being the root.
    """
    return f"{folder}/{name}" if folder else name
