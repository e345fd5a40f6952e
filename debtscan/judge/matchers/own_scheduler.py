"""
Schedules that a program of one's own keeps: a loop or a library inside a process, or a crontab on some machine.
"""

from collections.abc import Iterator

from msgspec import Struct

from debtscan.graph.system import SystemGraph
from debtscan.judge.matching import Match
from debtscan.judge.subjects import live, places
from debtscan.model.words import Built, Confidence

NAMES = frozenset({"name", "engine", "count"})


class Params(Struct, frozen=True, forbid_unknown_fields=True):
    engines: tuple[str, ...] = ("crontab", "ansible")  # engines outside a process that count all the same
    weak: tuple[str, ...] = ("loop", "ticker")  # may be mere waiting: alone and without a time they are a suspicion


def match(graph: SystemGraph, params: Params) -> Iterator[Match]:
    """
    Yield each component that keeps time itself, with all its schedules.
    """
    for component in live(graph):
        kept = [use for use in component.facts.schedules if use.in_process or use.engine in params.engines]
        if kept and component.built not in {Built.OSS, Built.MANAGED}:
            engines = ", ".join(sorted({use.engine for use in kept}))
            values = {"name": component.name, "engine": engines, "count": str(len(kept))}
            sure = any(use.cron or use.engine not in params.weak for use in kept)
            evidence = places((use.evidence for use in kept), component.evidence[:1])
            yield Match(component.id, evidence, values, None if sure else Confidence.LOW)
