"""
The map in groups: by system, by kind or by namespace.
"""

from collections.abc import Iterable

from debtscan.model.component import Component, Link
from debtscan.model.view import Collapsed, Group, GroupLink
from debtscan.model.words import Collapse, How


def collapse(components: Iterable[Component], links: Iterable[Link], by: Collapse) -> Collapsed:
    """
    Return *components* in groups, and the links between the groups.
    """
    found: dict[str, list[Component]] = {}
    for component in components:
        key = _key(component, by)
        if key:
            found.setdefault(key, []).append(component)
    repos = {component.evidence[0].repo for members in found.values() for component in members}
    only = f"{next(iter(repos))}/" if by is Collapse.SYSTEM and len(repos) == 1 else ""
    groups = tuple(
        Group(f"{by}:{key}", key.removeprefix(only), tuple(component.id for component in members))
        for key, members in sorted(found.items())
    )
    return Collapsed(by, groups, _links(groups, links))


def _key(component: Component, by: Collapse) -> str:
    """
    Return the name of the group of *component*, "" where it is in none; of several namespaces the first counts.
    """
    if by is Collapse.SYSTEM:
        return f"{component.evidence[0].repo}/{component.system}" if component.system else ""
    return component.kind if by is Collapse.KIND else next(iter(component.facts.namespaces), "")


def _links(groups: Iterable[Group], links: Iterable[Link]) -> tuple[GroupLink, ...]:
    group_of = {component: group.id for group in groups for component in group.components}
    between: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        source, target = group_of.get(link.source), group_of.get(link.target)
        if source is not None and target is not None and source != target:
            between.setdefault((source, target), []).append(link)
    return tuple(_joined(*ends, joined) for ends, joined in sorted(between.items()))


def _joined(source: str, target: str, links: list[Link]) -> GroupLink:
    hows = tuple(how for how in How if any(link.how is how for link in links))
    surest = min((link.confidence for link in links), key=lambda confidence: confidence.rank)
    return GroupLink(source, target, hows, surest, len(links))
