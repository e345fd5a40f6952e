"""
Compare what debtscan reads in Helm charts with what Helm itself renders, object by object, both with default values.

    python benchmarks/helm.py CHART[=VALUES] ...

CHART is the folder of a Chart.yaml, VALUES a file for a chart that cannot be installed with its defaults. Helm comes
from the package helm-python-sdk; without it, and for charts that Helm refuses to render, that is said and nothing is
compared. An object agrees when kind, name (but for the release's own name, which no file says), images and schedule do.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from debtscan.model.declaration import File, ImageRef, Reading
from debtscan.model.words import Confidence, Status
from debtscan.safe.yaml import Mapping, load_all
from debtscan.scan.helm.chart import mapping_in
from debtscan.scan.helm.readings import objects
from debtscan.scan.helm.stage import Task, render
from debtscan.scan.helm.units import units_of
from debtscan.scan.readers import READERS
from debtscan.scan.survey import read_file

GOAL = 0.95
ODD_KINDS = {"List"}
VALUES = "values of the release"


class Thing(NamedTuple):
    """
    One object: *name* whole from Helm, without the release's part from debtscan.
    """

    kind: str
    name: str
    images: tuple[str, ...]
    schedule: str


def rendered_by_helm(folder: Path, values: dict[str, Any]) -> tuple[str, list[Thing]]:
    """
    Return the name of the release, that of its chart, and the objects that Helm renders.
    """
    import helm_python  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415 - only where it is there

    with helm_python.Chart.load(str(folder)) as chart:
        texts = chart.render(values, name=chart.name, namespace="default")
        name = chart.name
    bodies = (
        body for path, text in sorted(texts.items()) if not path.endswith(".txt") for body in load_all(text).documents
    )
    return name, [thing for body in bodies if isinstance(body, Mapping) for thing in things_of(body)]


def things_of(body: Mapping) -> Iterator[Thing]:
    """
    Yield the objects in one document.
    """
    if body.string("kind") in ODD_KINDS:
        for item in body.mappings("items"):
            yield from things_of(item)
    elif body.string("kind"):
        images = tuple(sorted(set(images_in(body.get("spec")))))
        yield Thing(
            body.string("kind"),
            body.mapping("metadata").string("name"),
            images,
            body.mapping("spec").string("schedule"),
        )


def images_in(value: object) -> Iterator[str]:
    """
    Yield the images of all containers in *value*.
    """
    if isinstance(value, dict):
        for key, item in value.items():
            if key in {"containers", "initContainers"} and isinstance(item, list):
                yield from (str(one["image"]) for one in item if isinstance(one, dict) and one.get("image"))
            yield from images_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from images_in(item)


def read_by_debtscan(folder: Path, values: Path | None) -> list[Thing]:
    """
    Return the objects that debtscan finds live in the chart.
    """
    paths = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
    paths = [f"chart/{path}" for path in paths if any(reader.wants(f"chart/{path}") for reader in READERS)]

    def read(path: str) -> bytes:
        if path == VALUES and values is not None:
            return values.read_bytes()
        return (folder / path.removeprefix("chart/")).read_bytes()

    readings = {path: read_file(File(path, read(path))).reading for path in paths}
    unit = next(one for one in units_of(readings, paths, read) if one.folder == "chart")
    task = Task(replace(unit, environments=(VALUES,) if values else ()), {path: readings[path] for path in unit.files})
    found = render(task, read)
    return [thing for path in sorted(found) if "/templates/" in path for thing in declared(found[path])]


def declared(reading: Reading) -> Iterator[Thing]:
    """
    Yield the objects that *reading* declares and that the values do not switch off.
    """
    for one in objects(reading.declarations):
        kind, _, rest = one.key.partition("/")
        if rest and (one.status is not Status.DISABLED or one.confidence is Confidence.HIGH):
            uses = [ref for ref in reading.references if ref.source == one.key and "ontainers[" in (ref.key or "")]
            images = {ref.target.image for ref in uses if isinstance(ref.target, ImageRef)}
            yield Thing(kind, one.name, tuple(sorted(images)), getattr(one.spec, "schedule", None) or "")


def agreement(release: str, theirs: Iterable[Thing], ours: Iterable[Thing]) -> tuple[int, list[Thing], list[Thing]]:
    """
    Return how many objects agree, those that only Helm has, and those that only debtscan has.
    """
    left = list(ours)
    missed: list[Thing] = []
    agreed = 0
    for thing in theirs:
        match = next((one for one in left if same(release, thing, one)), None)
        if match is None:
            missed.append(thing)
        else:
            left.remove(match)
            agreed += 1
    return agreed, missed, left


def same(release: str, theirs: Thing, ours: Thing) -> bool:
    """
    Tell whether two things are one object.
    """
    parts = [part.strip("-.") for part in theirs.name.split(release)]
    names = {theirs.name, "-".join(part for part in parts if part)}
    return theirs._replace(name="") == ours._replace(name="") and ours.name in names


def main() -> int:
    """
    Print a line for each chart and the agreement over all; exit 1 below the goal.
    """
    try:
        import helm_python  # type: ignore[import-not-found, unused-ignore]  # noqa: F401, PLC0415
    except ImportError:
        print("skipped: pip install helm-python-sdk brings Helm")
        return 0
    total: Counter[str] = Counter()
    for word in sys.argv[1:]:
        named, _, with_values = word.partition("=")
        folder, values = Path(named), Path(with_values) if with_values else None
        try:
            release, theirs = rendered_by_helm(folder, mapping_in(File("", values.read_bytes())) if values else {})
        except Exception as error:  # noqa: BLE001 - whatever Helm refuses, with its own words
            print(f"{folder.name:32} skipped: {' '.join(str(error).split())[:140]}")
            continue
        agreed, missed, extra = agreement(release, theirs, read_by_debtscan(folder, values))
        total.update(agreed=agreed, missed=len(missed), extra=len(extra))
        print(f"{folder.name:32} agreed {agreed:4}  missed {len(missed):3}  extra {len(extra):3}")
        for sign, things in (("-", missed), ("+", extra)):
            for thing in things:
                print(f"    {sign} {thing.kind} {thing.name} {' '.join(thing.images)} {thing.schedule}".rstrip())
    if not total.total():
        print("skipped: name the folders of charts that Helm can render with their defaults")
        return 0
    share = total["agreed"] / total.total()
    print(f"agreement {share:.3f}  (goal {GOAL}): {dict(total)}")
    return 0 if share >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
