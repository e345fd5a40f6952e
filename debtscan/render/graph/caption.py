"""
What stands beside a picture: what it shows, and all that is not drawn.
"""

from debtscan.base.messages import say
from debtscan.model.view import GraphView
from debtscan.model.words import Lang
from debtscan.render.map import Map, map_of
from debtscan.render.summary import estate_name
from debtscan.safe.text import for_terminal


def title(view: GraphView, lang: Lang) -> str:
    """
    Return what the picture shows, on one line.
    """
    whole = say("graph.caption", lang, name=for_terminal(estate_name(view.assessment)), day=view.assessment.now)
    around = focus_words(view, lang)
    return f"{whole}: {around}" if around else whole


def focus_words(view: GraphView, lang: Lang) -> str:
    """
    Return which component the view is about, "" where it is about all.
    """
    if view.focus is None:
        return ""
    name = next(one.name for one in view.assessment.components if one.id == view.focus.component)
    return say("graph.around", lang, name=for_terminal(name), n=view.focus.depth)


def notes(drawn: Map, lang: Lang) -> list[str]:
    """
    Return one sentence for each way in which *drawn* shows less than there is, and what lines without a head mean.
    """
    found = [say(f"graph.note.{note.key}", lang, n=note.n, boxes=note.boxes) for note in drawn.notes]
    return [*found, say("map.together", lang, n=len(drawn.together))] if drawn.together else found


def left_out(view: GraphView, lang: Lang) -> list[str]:
    """
    Return the sentences that stand beside every picture of *view*.
    """
    return notes(map_of(view), lang)
