"""
The map as GraphML with typed keys: for networkx, Gephi, yEd and Cytoscape. Nothing is left out.
"""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from debtscan.model.component import Component, Link
from debtscan.model.view import GraphView
from debtscan.model.words import Status
from debtscan.render.options import RenderOptions
from debtscan.render.summary import estate_name
from debtscan.safe.text import for_terminal

Values = Mapping[str, str | int | bool | None]

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_GRAPH = {"name": "string", "now": "string"}
_NODE = {
    "name": "string",
    "kind": "string",
    "built": "string",
    "status": "string",
    "live": "boolean",
    "capability": "string",
    "language": "string",
    "repo": "string",
    "system": "string",
    "namespace": "string",
    "group": "string",
    "path": "string",
    "line": "int",
    "lines": "int",
    "complexity": "int",
}
_EDGE = {"how": "string", "confidence": "string", "repo": "string", "path": "string", "line": "int", "places": "int"}


def render(view: GraphView, options: RenderOptions) -> str:
    """
    Return every component and link of *view*, whether in use or not; each way of depending is an edge of its own.
    """
    del options  # values of closed vocabularies and names: nothing to translate
    root = Element("graphml", xmlns=_NAMESPACE)
    for part, types in (("graph", _GRAPH), ("node", _NODE), ("edge", _EDGE)):
        for name, type_ in types.items():
            key = {"id": f"{part}_{name}", "for": part, "attr.name": name, "attr.type": type_}
            SubElement(root, "key", key)
    graph = SubElement(root, "graph", id="G", edgedefault="directed")
    _write(graph, "graph", {"name": estate_name(view.assessment), "now": view.assessment.now})
    groups = view.collapsed.groups if view.collapsed else ()
    group_of = {component: group.id for group in groups for component in group.components}
    ids = _ids(view.assessment.components)
    for component in view.assessment.components:
        values = _node(component, group_of.get(component.id))
        _write(SubElement(graph, "node", id=ids[component.id]), "node", values)
    for index, link in enumerate(view.assessment.links):
        ends = {"id": f"e{index}", "source": ids[link.source], "target": ids[link.target]}
        _write(SubElement(graph, "edge", ends), "edge", _edge(link))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _ids(components: tuple[Component, ...]) -> dict[str, str]:
    """
    Return ids that XML can hold, a number behind those that look alike once they are made so.
    """
    taken: set[str] = set()
    found: dict[str, str] = {}
    for component in components:
        wanted = base = for_terminal(component.id)
        number = 2
        while wanted in taken:
            wanted, number = f"{base}#{number}", number + 1
        taken.add(wanted)
        found[component.id] = wanted
    return found


def _node(component: Component, group: str | None) -> Values:
    place = component.evidence[0]
    return {
        "name": component.name,
        "kind": component.kind,
        "built": component.built,
        "status": component.status,
        "live": component.status is Status.LIVE,
        "capability": component.capability,
        "language": component.language,
        "repo": place.repo,
        "system": component.system,
        "namespace": ", ".join(component.facts.namespaces) or None,
        "group": group,
        "path": place.path,
        "line": place.line,
        "lines": component.metrics.lines,
        "complexity": component.metrics.complexity,
    }


def _edge(link: Link) -> Values:
    place = link.evidence[0] if link.evidence else None
    return {
        "how": link.how,
        "confidence": link.confidence,
        "repo": place.repo if place else None,
        "path": place.path if place else None,
        "line": place.line if place else None,
        "places": len(link.evidence),
    }


def _write(element: Element, part: str, values: Values) -> None:
    for name, value in values.items():
        if value is not None:
            text = str(value).lower() if isinstance(value, bool) else for_terminal(str(value))
            SubElement(element, "data", key=f"{part}_{name}").text = text
