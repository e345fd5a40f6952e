"""
Ids that stay the same across scans, line shifts and file moves: repository, kind, name, and the system where two agree.
"""

import re
from collections import defaultdict
from collections.abc import Container
from itertools import chain, count

from debtscan.graph.drafts import Draft
from debtscan.graph.places import system_of
from debtscan.model.component import ComponentId
from debtscan.model.words import Kind

_EXPRESSION = re.compile(r"\$?\{\{.*?\}\}|\$\{[^}]*\}|\$\([^)]*\)")


def shown_name(draft: Draft) -> str:
    """
    Return the name that is shown: as declared, template expressions cut out.
    """
    name = re.sub(r"\s+", " ", _EXPRESSION.sub("", draft.name)).strip(" -_./:")
    return name or draft.path.rsplit("/", 1)[-1]


def ids_of(drafts: list[Draft]) -> dict[int, ComponentId]:
    """
    Return the id of each draft by its position.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        groups[f"{draft.repo}:{draft.kind}:{_slug(shown_name(draft))}"].append(index)
    ids: dict[int, ComponentId] = {}
    for base, members in groups.items():
        if len(members) == 1:
            ids[members[0]] = ComponentId(base)
        else:
            ids |= _apart(base, members, drafts)
    return ids


def id_of(repo: str, kind: Kind, name: str, taken: Container[str]) -> ComponentId:
    """
    Return an id that nothing in *taken* has, for a component that only its owners know.
    """
    base = f"{repo}:{kind}:{_slug(name)}"
    wanted = chain((base,), (f"{base}:{number}" for number in count(2)))
    return ComponentId(next(identity for identity in wanted if identity not in taken))


def _apart(base: str, members: list[int], drafts: list[Draft]) -> dict[int, ComponentId]:
    """
    Tell components of one name apart by the folder of their system, and only where that repeats too by a number.
    """
    repo, kind, name = base.split(":", 2)
    taken: dict[str, int] = defaultdict(int)
    ids: dict[int, ComponentId] = {}
    for index in sorted(members, key=lambda index: drafts[index].path):
        system = _slug(system_of(drafts[index].path).replace("/", "."))
        wanted = f"{repo}:{kind}:{system}:{name}" if system else base
        taken[wanted] += 1
        ids[index] = ComponentId(wanted if taken[wanted] == 1 else f"{wanted}:{taken[wanted]}")
    return ids


def _slug(name: str) -> str:
    return re.sub(r"[\s:/]+", "-", name.strip())
