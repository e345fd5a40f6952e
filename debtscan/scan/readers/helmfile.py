"""
Helmfiles: the releases that they install, from local charts or somebody else's, with the files that hold their values.
"""

import re
from collections.abc import Iterator

from debtscan.model.declaration import Declaration, File, PathRef, Reading, ReleaseSpec, StackSpec
from debtscan.model.words import How, Status
from debtscan.safe.yaml import Mapping
from debtscan.scan.draft import Draft, Place
from debtscan.scan.kubernetes.documents import load
from debtscan.scan.kubernetes.names import plain_name
from debtscan.scan.reader import Reader
from debtscan.scan.scalars import switch

_PATH = re.compile(r"(.*/)?(helmfile[^/]*|helmfile\.d/[^/]+)\.ya?ml(\.gotmpl)?")
_WORDS = re.compile(rb"^(releases|helmfiles|bases|environments):", re.MULTILINE)
_EXPRESSION = re.compile(r"\{\{.*?\}\}|\$\{[^}]*\}")


def wants(path: str) -> bool:
    """
    Tell whether *path* is a helmfile by name.
    """
    return _PATH.fullmatch(path) is not None


def claims(file: File) -> bool:
    """
    Tell whether *file* says anything that only helmfiles say.
    """
    return _WORDS.search(file.data) is not None


def read(file: File) -> Reading:
    """
    Return the helmfile in *file*, its releases and the helmfiles that it takes in.
    """
    draft = Draft(file.path)
    found = load(file)
    draft.problems += found.problems
    bodies = [document.body for document in found.documents if isinstance(document.body, Mapping)]
    repositories = {one.string("name"): one.string("url") for body in bodies for one in body.mappings("repositories")}
    if any("releases" in body or "helmfiles" in body for body in bodies):
        place = draft.declare(Declaration("helmfile", "helmfile", StackSpec("helmfile"), bodies[0].line))
        for body in bodies:
            _refer_others(body, place, draft)
            for release in body.mappings("releases"):
                _read_release(release, repositories, draft)
    return draft.reading()


READER = Reader(name="helmfile", version=1, wants=wants, claims=claims, read=read)


def _refer_others(body: Mapping, place: Place, draft: Draft) -> None:
    """
    Add the helmfiles that are taken in, and the values of environments.
    """
    for path, line in (*body.sequence("helmfiles").strings(), *_nested_paths(body)):
        _refer(path, place.at("helmfiles", line), How.DEPLOY, draft)
    environments = body.mapping("environments")
    for name in environments:
        for path, line in environments.mapping(name).sequence("values").strings():
            _refer(path, place.at(f"environments.{name}.values", line), How.ENV, draft)


def _nested_paths(body: Mapping) -> Iterator[tuple[str, int]]:
    return ((one.string("path"), one.line_of("path")) for one in body.mappings("helmfiles"))


def _read_release(release: Mapping, repositories: dict[str, str], draft: Draft) -> None:
    chart = release.string("chart")
    name = plain_name(release.string("name"), draft.path)
    if not chart:
        return
    local = chart.startswith((".", "/"))
    folder = draft.resolved(_starred(chart)) if local else None
    spec = ReleaseSpec(
        chart=chart if local else chart.rpartition("/")[2],
        repository="" if local else _repository(chart, repositories),
        version=release.string("version"),
        namespace=release.string("namespace"),
        by="helmfile",
        paths=(folder,) if folder else (),
    )
    status = Status.DISABLED if switch(release, "installed") is False else None
    condition = release.string("condition")
    place = draft.declare(
        Declaration(f"release:{name}", name, spec, release.line_of("name"), status=status, condition=condition)
    )
    for field in ("values", "secrets"):
        for path, line in release.sequence(field).strings():
            _refer(path, place.at(field, line), How.ENV, draft)


def _repository(chart: str, repositories: dict[str, str]) -> str:
    """
    Return where a chart comes from: its own address, or that of the repository that it names.
    """
    return chart if "://" in chart else repositories.get(chart.partition("/")[0], "")


def _refer(written: str, place: Place, how: How, draft: Draft) -> None:
    """
    Add a file, or the files that an expression in *written* may mean.
    """
    path = draft.resolved(_starred(written))
    if path is not None and path.rpartition("/")[2].strip("*"):
        draft.refer(place, PathRef(path), how)


def _starred(written: str) -> str:
    return _EXPRESSION.sub("*", written)
