"""
The boxes of the map: which components stand in one, so that there are at most sixty.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import reduce

from msgspec import Struct
from msgspec.structs import replace

from debtscan.model.component import Component, ComponentId, Link
from debtscan.model.view import Collapsed
from debtscan.model.words import Built, Collapse, How, Kind

MOST_BOXES = 60
CALM = 24  # above this, boxes of one kind that are linked alike are drawn together on a page


class Box(Struct, frozen=True):
    """
    One box: a component with the CRDs that it serves, or several components drawn together.
    """

    id: str  # "n0", "n1" ... in the order of drawing
    kind: Kind | None  # None where the members differ
    built: Built | None  # None also where the members differ
    members: tuple[Component, ...]
    crds: tuple[Component, ...] = ()
    gone: bool = False  # a builder of it has probably left
    title: str | None = None  # of a group that was asked for; "" = of the groups that had no room
    focus: bool = False  # what the map is about

    @property
    def folded(self) -> bool:
        """
        Tell whether several components are drawn together.
        """
        return len(self.members) > 1


def with_crds(components: Sequence[Component], links: Iterable[Link]) -> list[Box]:
    """
    Return one box for each component, with the CRDs inside the box of what serves them.
    """
    server = _servers(components, links)
    served: dict[ComponentId, list[Component]] = {}
    for component in components:
        if component.id in server:
            served.setdefault(server[component.id], []).append(component)
    return [
        Box("", component.kind, component.built, (component,), tuple(served.get(component.id, ())))
        for component in components
        if component.id not in server
    ]


def _servers(components: Sequence[Component], links: Iterable[Link]) -> dict[ComponentId, ComponentId]:
    by_id = {component.id: component for component in components}
    crds = {component.id for component in components if component.kind is Kind.CRD}
    names = {
        f"{component.facts.crd.group}/{component.facts.crd.kind}": component.id
        for component in components
        if component.id in crds and component.facts.crd is not None
    }
    found = {
        names[name]: component.id
        for component in reversed(components)
        for name in component.facts.reconciles
        if component.id not in crds and name in names
    }
    for link in links:
        source = by_id.get(link.source)
        if link.how is How.CRD and link.target in crds and source is not None and source.kind is Kind.CONTROLLER:
            found.setdefault(link.target, source.id)
    for part in components:
        beside = _beside(part, components) if part.id in crds and part.id not in found else None
        if beside is not None:
            found[part.id] = beside
    return found


def _beside(crd: Component, components: Iterable[Component]) -> ComponentId | None:
    """
    Return the one controller that a file of *crd* installs as well, as operators are shipped; None when there is none.
    """
    files = {(place.repo, place.path) for place in crd.evidence}
    controllers = [
        part.id
        for part in components
        if part.kind is Kind.CONTROLLER and any((place.repo, place.path) in files for place in part.evidence)
    ]
    return controllers[0] if len(controllers) == 1 else None


def grouped(boxes: Sequence[Box], collapsed: Collapsed) -> list[Box]:
    """
    Return one box for each group, with its name where it is more than a kind, and the boxes that are in no group.
    """
    group_of = {component: group for group in collapsed.groups for component in group.components}
    joined: dict[Hashable, Box] = {}
    for index, box in enumerate(boxes):
        group = group_of.get(box.members[0].id)
        key = group.id if group else index
        joined[key] = _joined(joined[key], box) if key in joined else box
    named = {group.id: group.name for group in collapsed.groups if collapsed.by is not Collapse.KIND}
    return [replace(box, title=named.get(str(key))) if box.folded else box for key, box in joined.items()]


def folded(boxes: list[Box], links: Sequence[Link], calm: int) -> list[Box]:
    """
    Return at most sixty boxes: above *calm*, what is alike is drawn together, then the largest groups of one kind.
    """
    boxes = _fold(boxes, _alike(boxes, links), calm)
    for group in (_by_system, _by_built, _by_kind):
        boxes = _fold(boxes, group, MOST_BOXES)
    return _without_room(boxes)


def _without_room(boxes: list[Box]) -> list[Box]:
    """
    Return at most sixty boxes, the smallest of the groups that were asked for drawn as one without a name.
    """
    surplus = len(boxes) - MOST_BOXES
    if surplus <= 0:
        return boxes
    groups = sorted((box for box in boxes if box.title), key=lambda box: (len(box.members), box.title))
    small = groups[: surplus + 1]
    rest = replace(reduce(_joined, small), title="")
    return [*(box for box in boxes if box not in small), rest]


def _alike(boxes: Sequence[Box], links: Iterable[Link]) -> Callable[[Box], Hashable]:
    """
    Return what tells boxes apart that are of one kind and linked to the same others.
    """
    box_of = {part.id: index for index, box in enumerate(boxes) for part in (*box.members, *box.crds)}
    ends: dict[int, set[tuple[bool, int]]] = {}
    for link in links:
        source, target = box_of.get(link.source), box_of.get(link.target)
        if source is not None and target is not None and source != target:
            ends.setdefault(source, set()).add((True, target))
            ends.setdefault(target, set()).add((False, source))
    return lambda box: (box.kind, box.built, box.title, frozenset(ends.get(box_of[box.members[0].id], ())))


def _by_system(box: Box) -> Hashable:
    first = box.members[0]
    return first.evidence[0].repo, first.system, box.kind, box.title


def _by_built(box: Box) -> Hashable:
    return box.kind, box.built, box.title


def _by_kind(box: Box) -> Hashable:
    return box.kind, box.title


def _fold(boxes: list[Box], group: Callable[[Box], Hashable], most: int) -> list[Box]:
    sizes = Counter(group(box) for box in boxes)
    surplus = len(boxes) - most
    chosen: set[Hashable] = set()
    for key, size in sorted(sizes.items(), key=lambda item: -item[1]):
        if surplus <= 0 or size == 1:
            break
        chosen.add(key)
        surplus -= size - 1
    joined: dict[Hashable, Box] = {}
    for index, box in enumerate(boxes):
        key = group(box) if group(box) in chosen else index
        joined[key] = _joined(joined[key], box) if key in joined else box
    return list(joined.values())


def _joined(one: Box, other: Box) -> Box:
    return Box(
        "",
        one.kind if one.kind is other.kind else None,
        one.built if one.built is other.built else None,
        one.members + other.members,
        one.crds + other.crds,
    )
