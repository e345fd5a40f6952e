"""
The map in one format a module; `RENDERERS` says which formats there are, `DRAWN` which of them are pictures.
"""

from collections.abc import Callable

from debtscan.model.view import GraphView
from debtscan.model.words import GraphFormat
from debtscan.render.graph import backstage, dot, graphml, json, listing, mermaid, svg
from debtscan.render.options import RenderOptions

GraphRenderer = Callable[[GraphView, RenderOptions], str]

RENDERERS: dict[GraphFormat, GraphRenderer] = {
    GraphFormat.TEXT: listing.render,
    GraphFormat.JSON: json.render,
    GraphFormat.MERMAID: mermaid.render,
    GraphFormat.DOT: dot.render,
    GraphFormat.GRAPHML: graphml.render,
    GraphFormat.SVG: svg.render,
    GraphFormat.BACKSTAGE: backstage.render,
}

DRAWN = frozenset({GraphFormat.MERMAID, GraphFormat.DOT, GraphFormat.SVG})

__all__ = ["DRAWN", "RENDERERS", "GraphRenderer"]
