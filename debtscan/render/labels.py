"""
What components are called where people read: their names, told apart where several bear the same one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from debtscan.base.messages import say
from debtscan.model.assessment import Assessment
from debtscan.model.component import Component, ComponentId
from debtscan.model.words import Lang


def labelled(assessment: Assessment, lang: Lang) -> Assessment:
    """
    Return *assessment* with each component named as people should read it.
    """
    labels = labels_of(assessment.components, lang)
    components = tuple(replace(component, name=labels[component.id]) for component in assessment.components)
    return replace(assessment, components=components)


def labels_of(components: Iterable[Component], lang: Lang) -> dict[ComponentId, str]:
    """
    Return the label of each component: its name, and with it the first thing that tells namesakes apart.

    That is their kind, else the repository, the last folder of their system, the whole of it, or their file; those that
    share even that go by their ids.
    """
    namesakes: dict[str, list[Component]] = defaultdict(list)
    for component in components:
        namesakes[component.name.casefold()].append(component)
    return {
        one.id: label for group in namesakes.values() for one, label in zip(group, _apart(group, lang), strict=True)
    }


def _apart(group: Sequence[Component], lang: Lang) -> list[str]:
    if len(group) == 1:
        return [group[0].name]
    for tells in _TELLS:
        words = [tells(component, lang) for component in group]
        if len(set(words)) == len(words) and all(words):
            return [f"{component.name} ({word})" for component, word in zip(group, words, strict=True)]
    return [component.id for component in group]


def _kind(component: Component, lang: Lang) -> str:
    return say(f"kind.{component.kind}", lang)


def _repository(component: Component, _: Lang) -> str:
    return component.evidence[0].repo


def _folder(component: Component, _: Lang) -> str:
    return (component.system or "").rpartition("/")[2]


def _system(component: Component, _: Lang) -> str:
    return component.system or ""


def _file(component: Component, _: Lang) -> str:
    return component.evidence[0].path


_TELLS: tuple[Callable[[Component, Lang], str], ...] = (_kind, _repository, _folder, _system, _file)
