"""
The map in groups.
"""

from debtscan.graph.collapse import collapse
from debtscan.model.component import Component, ComponentId, Facts, Link
from debtscan.model.evidence import Evidence
from debtscan.model.view import Collapsed, Group, GroupLink
from debtscan.model.words import Collapse, Confidence, How, Kind


def _component(name: str, kind: Kind, system: str | None, *namespaces: str, repo: str = "shop") -> Component:
    facts = Facts(namespaces=namespaces)
    identity = ComponentId(f"{repo}:{kind}:{name}")
    return Component(identity, name, kind, (Evidence(repo, f"{name}.yaml"),), system=system, facts=facts)


WEB = _component("web", Kind.SERVICE, "front", "live")
API = _component("api", Kind.SERVICE, "back", "live", "test")
JOB = _component("job", Kind.JOB, "back", "night")
CI = _component("ci", Kind.CI, None)
ALL = (API, CI, JOB, WEB)


def _link(source: Component, target: Component, how: How, confidence: Confidence = Confidence.HIGH) -> Link:
    return Link(source.id, target.id, how, confidence, ())


LINKS = (
    _link(WEB, API, How.ENV, Confidence.LOW),
    _link(WEB, API, How.CALL, Confidence.MEDIUM),
    _link(WEB, JOB, How.TRIGGER, Confidence.LOW),
    _link(JOB, API, How.CALL),
    _link(CI, WEB, How.DEPLOY),
)


def test_systems_are_groups_and_their_links_are_joined() -> None:
    """
    Links inside a group, and those of what is in none, are in no link between groups.
    """
    assert collapse(ALL, LINKS, Collapse.SYSTEM) == Collapsed(
        Collapse.SYSTEM,
        (
            Group("system:shop/back", "back", (API.id, JOB.id)),
            Group("system:shop/front", "front", (WEB.id,)),
        ),
        (GroupLink("system:shop/front", "system:shop/back", (How.ENV, How.TRIGGER, How.CALL), Confidence.MEDIUM, 3),),
    )


def test_systems_of_several_repositories_are_told_apart() -> None:
    """
    By the repository before the folder.
    """
    other = _component("web", Kind.SERVICE, "front", repo="bar")

    groups = collapse((WEB, other), (), Collapse.SYSTEM).groups

    assert [group.name for group in groups] == ["bar/front", "shop/front"]


def test_every_component_has_a_kind() -> None:
    """
    So none is left out.
    """
    groups = collapse(ALL, LINKS, Collapse.KIND).groups

    assert [(group.id, len(group.components)) for group in groups] == [
        ("kind:ci", 1),
        ("kind:job", 1),
        ("kind:service", 2),
    ]


def test_of_several_namespaces_the_first_counts() -> None:
    """
    A component is in one group.
    """
    groups = collapse(ALL, LINKS, Collapse.NAMESPACE).groups

    assert [(group.name, group.components) for group in groups] == [("live", (API.id, WEB.id)), ("night", (JOB.id,))]
