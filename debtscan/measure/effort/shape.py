"""
What the paths of a commit say: which parts they play, and what was done to them.
"""

from collections import Counter
from collections.abc import Iterator

from debtscan.measure.effort.roles import INFRA, PRODUCT, PROSE, SETTLED, TOOLING, Role, role_of
from debtscan.measure.effort.trail import WIDE
from debtscan.model.history import Change, Touch

GROUPS = {"settled": SETTLED, "infra": INFRA, "product": PRODUCT, "prose": PROSE, "tooling": TOOLING}
_MOST = 0.6
_SIZES = ((1, "one"), (3, "few"), (10, "some"), (40, "many"))


def shape_signals(change: Change) -> Iterator[str]:
    """
    Yield the names of what the paths of *change* say.
    """
    paths = change.paths[:WIDE]
    if not paths:
        yield "no paths"
        return
    roles = Counter([role_of(one.path) for one in paths])
    yield from _roles(roles, len(paths))
    yield from _kinds(frozenset(roles))
    yield from _touches(change, roles)
    yield f"{_size(len(paths))} paths"
    names = {one.path.rpartition("/")[2] for one in paths}
    if len(paths) > 2 and len(names) == 1:  # noqa: PLR2004 - a pair may be chance
        yield "one name in many folders"
    if len(paths) > 1 and len({one.path.rpartition("/")[0] for one in paths}) == 1:
        yield "one folder"


def _roles(roles: Counter[Role], count: int) -> Iterator[str]:
    for role, number in roles.items():
        yield f"touches {role}"
        if number == count:
            yield f"only {role}"
        elif number > _MOST * count:
            yield f"mostly {role}"


def _kinds(kinds: frozenset[Role]) -> Iterator[str]:
    for name, group in GROUPS.items():
        if kinds <= group:
            yield f"only of {name}"
        elif kinds & group:
            yield f"some of {name}"
    if kinds <= INFRA | SETTLED | TOOLING:
        yield "nothing of product"
    if Role.TEST in kinds and kinds & PRODUCT:
        yield "product with tests"
    if Role.DOCS in kinds and kinds & PRODUCT:
        yield "product with docs"


def _touches(change: Change, roles: Counter[Role]) -> Iterator[str]:
    paths = change.paths[:WIDE]
    for touch, number in Counter([one.touch for one in paths]).items():
        if number < len(paths):
            yield f"some {touch.name.lower()}"
            continue
        yield f"all {touch.name.lower()}"
        if len(roles) == 1:
            yield f"all {touch.name.lower()} {next(iter(roles))}"
    if any(one.touch is Touch.ADDED and role_of(one.path) in PRODUCT for one in paths):
        yield "new product file"


def _size(count: int) -> str:
    return next((name for limit, name in _SIZES if count <= limit), "masses of")
