"""
Why a component is what it is said to be, what its owners changed, and the lines with which they can change more.
"""

import json
import re
from collections.abc import Iterator

from debtscan.app.sheet import Row
from debtscan.model.assessment import Assessment
from debtscan.model.component import Component
from debtscan.model.correction import Correction
from debtscan.model.signal import Aspect, Signal, Weighed
from debtscan.model.words import Built, Criticality, How, Kind, Status
from debtscan.render.page import Words
from debtscan.safe.text import for_terminal

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def signal_rows(component: Component, words: Words) -> Iterator[Row]:
    """
    Yield what spoke for and against the kind, the origin, the status and the capability.
    """
    for aspect in Aspect:
        weighed = weighed_of(component, aspect)
        lines = [_signal("signal.for", signal, words) for signal in weighed.for_]
        lines += [_signal("signal.against", signal, words) for signal in weighed.against]
        yield words.say("explain.signals", aspect=words.say(f"aspect.{aspect}")), lines


def weighed_of(component: Component, aspect: Aspect) -> Weighed:
    """
    Return the signals about one aspect of *component*.
    """
    signals = component.facts.signals
    match aspect:
        case Aspect.KIND:
            return signals.kind
        case Aspect.BUILT:
            return signals.built
        case Aspect.STATUS:
            return signals.status
        case Aspect.CAPABILITY:
            return signals.capability


def _signal(key: str, signal: Signal, words: Words) -> str:
    said = words.say(key, value=signal.value, why=words.say(f"signal.{signal.why}"))
    detail = f" ({signal.detail})" if signal.detail else ""
    place = signal.evidence
    where = f" · {words.caption(place)} {words.place([place])}" if place is not None else ""
    return said + detail + where


def correction_rows(component: Component, words: Words) -> Iterator[Row]:
    """
    Yield what the owners said about the component and what came of it.
    """
    told = [one for one in words.assessment.corrections if one.component == component.id]
    yield words.say("explain.corrected"), [_correction(one, words) for one in told]


def _correction(one: Correction, words: Words) -> str:
    value = f" = {one.value}" if one.value is not None else ""
    found = f" ({one.found})" if one.found not in {None, one.value} else ""
    return f"{one.key}{value}{found} · {words.say(f'outcome.{one.outcome}')} · {words.place([one.place])}"


def lines_to_paste(component: Component, assessment: Assessment, words: Words) -> str:
    """
    Return the TOML that corrects *component*: its id, and every key with the present value and the other ones.
    """
    links = [link for link in assessment.links if link.source == component.id]
    drop = (links[0].target, links[0].how.value) if links else ("...", How.CALL.value)
    lines = [
        f"# {words.say('explain.paste')}",
        "[[component]]",
        f"id = {_quoted(component.id)}",
        f"# name = {_quoted(component.name)}",
        _choice("kind", component.kind, [kind.value for kind in Kind], component.facts.signals.kind),
        _choice("built", component.built, [built.value for built in Built], component.facts.signals.built),
        _choice("capability", component.capability, [], component.facts.signals.capability),
        _choice("status", component.status, [status.value for status in Status], component.facts.signals.status),
        f"# owner = {_quoted(component.owner or '...')}",
        _choice("criticality", component.criticality, [level.value for level in Criticality], Weighed()),
        '# merge_into = "..."',
        '# split = [{name = "...", path = "..."}, {name = "...", path = "..."}]',
        "",
        "# [[link]]",
        f"# drop = {_link(component.id, *drop)}",
        f"# add = {_link(component.id, '...', How.CALL.value)}  # {' '.join(how.value for how in How)}",
    ]
    return "".join(f"{for_terminal(line)}\n" for line in lines)


def _choice(key: str, value: str | None, known: list[str], heard: Weighed) -> str:
    """
    Return one commented line; the values that something spoke for come first among the other ones.
    """
    others = [word for word in dict.fromkeys([*(signal.value for signal in heard.against), *known]) if word != value]
    chosen = value or next(iter(others), "...")
    rest = " ".join(word for word in others if word != chosen)
    return f"# {key} = {_quoted(chosen)}" + (f"  # {rest}" if rest else "")


def _link(source: str, target: str, how: str) -> str:
    return f"{{source = {_quoted(source)}, target = {_quoted(target)}, how = {_quoted(how)}}}"


def _quoted(text: str) -> str:
    """
    Return *text* as a string of TOML: what JSON escapes, TOML reads.
    """
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
