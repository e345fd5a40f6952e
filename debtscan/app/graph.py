"""
Questions to the map of an assessment: a part of it, a chain between two components, and all that depends on one.
"""

from msgspec import Struct, structs

from debtscan.app.naming import component_named
from debtscan.graph.collapse import collapse
from debtscan.graph.system import SystemGraph
from debtscan.model.assessment import Assessment
from debtscan.model.view import Chain, Focus, GraphView, Reach
from debtscan.model.words import Collapse, Direction


class Wanted(Struct, frozen=True):
    """
    Which part of the map is wanted, and how it is drawn.
    """

    focus: str | None = None  # id, name or alias of a component; None = the whole map
    depth: int = 1  # links around the focus
    collapse: Collapse | None = None
    everything: bool = False  # also what is not in use


def view_of(assessment: Assessment, wanted: Wanted) -> GraphView:
    """
    Return the part of the map that is wanted.
    """
    graph = _graph(assessment)
    focus = None
    if wanted.focus is not None:
        found = component_named(wanted.focus, assessment.components, "debtscan graph --focus")
        focus = Focus(found.id, wanted.depth)
    near = graph.around(focus.component, focus.depth) if focus else frozenset(one.id for one in graph.components)
    components = tuple(component for component in assessment.components if component.id in near)
    links = tuple(link for link in graph.links if link.source in near and link.target in near)
    collapsed = collapse(components, links, wanted.collapse) if wanted.collapse else None
    coupling = tuple(pair for pair in assessment.coupling if pair.a in near and pair.b in near)
    part = structs.replace(assessment, components=components, links=links, coupling=coupling)
    return GraphView(part, focus, collapsed, wanted.everything, len(assessment.components) - len(components))


def chain_between(assessment: Assessment, one: str, other: str) -> Chain:
    """
    Return the shortest chain of links from the component *one* to the component *other*.
    """
    source, target = (component_named(word, assessment.components, "debtscan graph path").id for word in (one, other))
    graph = _graph(assessment)
    forward = graph.chain(source, target)
    backward = graph.chain(target, source) if forward is None else None
    around = graph.connection(source, target) if forward is None and backward is None else None
    return Chain(source, target, forward, backward, around)


def reach_of(assessment: Assessment, name: str, direction: Direction) -> Reach:
    """
    Return everything that depends on the component *name*, or that it depends on.
    """
    found = component_named(name, assessment.components, f"debtscan graph {direction}")
    return Reach(found.id, direction, _graph(assessment).reach(found.id, direction))


def _graph(assessment: Assessment) -> SystemGraph:
    """
    Return the graph; a link of a result that was edited by hand may lead nowhere and is left out.
    """
    known = {component.id for component in assessment.components}
    links = (link for link in assessment.links if link.source in known and link.target in known)
    return SystemGraph(assessment.components, links)
