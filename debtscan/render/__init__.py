"""
One format a module; `RENDERERS` says which formats there are.
"""

from debtscan.model.words import Format
from debtscan.render import html, json, markdown, sarif, terminal
from debtscan.render.options import Renderer, RenderOptions

RENDERERS: dict[Format, Renderer] = {
    Format.TEXT: terminal.render,
    Format.JSON: json.render,
    Format.SARIF: sarif.render,
    Format.MARKDOWN: markdown.render,
    Format.HTML: html.render,
}

__all__ = ["RENDERERS", "RenderOptions", "Renderer"]
