"""
Charts drawn as texts by path, rendered as the survey does it, and short views of what came out.
"""

from textwrap import dedent

from debtscan.model.declaration import File, ImageRef, Reading, WorkloadSpec
from debtscan.scan.helm.calculator import Budget, Parts
from debtscan.scan.helm.evaluator import Evaluator
from debtscan.scan.helm.parser import parse
from debtscan.scan.helm.root import root_of
from debtscan.scan.helm.stage import Task, render
from debtscan.scan.helm.units import units_of
from debtscan.scan.helm.values import MARK, Expressions, Value
from debtscan.scan.survey import read_file

Files = dict[str, str]


def evaluated(text: str, values: dict[str, Value] | None = None, *, forced: bool = False) -> str:
    """
    Return what the template *text* of a chart "shop" writes, what stays unknown as expressions.
    """
    expressions = Expressions()
    template = parse(text)
    root = root_of({"name": "shop", "version": "1.2.0"}, values or {}, "shop", expressions)
    evaluator = Evaluator(Parts(template.defines, {}), expressions, Budget(100_000), forced=forced)
    return MARK.sub(lambda word: expressions.all[int(word[1])], evaluator.render(template, root).text())


def pod(kind: str, name: str, image: str, head: str = "apiVersion: apps/v1") -> str:
    """
    Return a workload of one container called like itself.
    """
    return dedent(f"""\
        {head}
        kind: {kind}
        metadata:
          name: {name}
        spec:
          template:
            spec:
              containers:
              - name: main
                image: "{image}"
        """)


def said(files: Files) -> dict[str, Reading]:
    """
    Return what the files of charts say once every chart among *files* is rendered.
    """
    data = {path: dedent(text).encode() for path, text in files.items()}
    readings = {path: read_file(File(path, content)).reading for path, content in data.items()}
    found = dict(readings)
    for unit in units_of(readings, data, data.__getitem__):
        task = Task(unit, {path: readings[path] for path in unit.all()})
        found |= render(task, data.__getitem__)
    return found


def workloads(reading: Reading) -> list[tuple[str, str | None, list[str]]]:
    """
    Return name, status and images of each workload, in order.
    """
    return [
        (
            one.name,
            one.status,
            [
                ref.target.image
                for ref in reading.references
                if ref.source == one.key and isinstance(ref.target, ImageRef)
            ],
        )
        for one in reading.declarations
        if isinstance(one.spec, WorkloadSpec)
    ]
