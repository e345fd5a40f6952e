"""
The map as a DOT file: for Graphviz and everything that reads its language.
"""

from msgspec.structs import replace

from debtscan.model.view import GraphView
from debtscan.render.dot import dot_of
from debtscan.render.graph.caption import notes, title
from debtscan.render.labels import labelled
from debtscan.render.map import map_of
from debtscan.render.options import RenderOptions


def render(view: GraphView, options: RenderOptions) -> str:
    """
    Return the map as DOT, with what it shows and what it leaves out as comments before it.
    """
    view = replace(view, assessment=labelled(view.assessment, options.lang))
    drawn = map_of(view)
    head = [title(view, options.lang), *notes(drawn, options.lang)]
    return "".join(f"// {line}\n" for line in head) + dot_of(drawn, options.lang)
