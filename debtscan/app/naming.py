"""
Which component a word means: its id, its name or an alias.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TypeVar

from debtscan.base.errors import DebtscanError
from debtscan.model.component import Component

T = TypeVar("T")

_MOST = 5  # ids that an error lists


def components_named(what: str, components: Sequence[Component]) -> list[Component]:
    """
    Return the components that *what* may mean; an id comes before names, and names before aliases.

    Letter case is told apart only where it decides: a custom resource is often called like what serves it.
    """
    for means in (_has_id, _is_named_exactly, _is_named, _is_called):
        found = [component for component in components if means(component, what)]
        if found:
            return found
    return []


def component_named(what: str, components: Sequence[Component], command: str) -> Component:
    """
    Return the one component that *what* means; *command* begins the way out that an error shows.
    """
    found = components_named(what, components)
    if not found:
        known = [name for one in components for name in (one.id, one.name, *one.aliases)]
        raise DebtscanError(f"{what!r}: no component has this id, name or alias", close_to(what, known, command))
    return only(what, found, [component.id for component in found], command)


def only(what: str, found: Sequence[T], ids: Sequence[str], command: str) -> T:
    """
    Return the only one *found*, or ask which of *ids* is meant.
    """
    if len(found) == 1:
        return found[0]
    more = f" and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
    raise DebtscanError(f"{what!r} names {len(found)} things: {', '.join(ids[:_MOST])}{more}", f"{command} '{ids[0]}'")


def close_to(what: str, known: Sequence[str], otherwise: str) -> str:
    """
    Return the question whether one of *known* was meant, or *otherwise* where none is like *what*.
    """
    close = get_close_matches(what, known, 1) or get_close_matches(what.lower(), known, 1)
    return f"did you mean {close[0]!r}?" if close else otherwise


def _has_id(component: Component, what: str) -> bool:
    return component.id == what


def _is_named_exactly(component: Component, what: str) -> bool:
    return component.name == what


def _is_named(component: Component, what: str) -> bool:
    return component.name.casefold() == what.casefold()


def _is_called(component: Component, what: str) -> bool:
    return what.casefold() in {alias.casefold() for alias in component.aliases}
