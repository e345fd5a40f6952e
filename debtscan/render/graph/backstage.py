"""
The map as Backstage's catalog-info.yaml: one document for each system and component in use.

https://backstage.io/docs/features/software-catalog/descriptor-format
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count

from debtscan.base.messages import say
from debtscan.model.assessment import Assessment
from debtscan.model.component import Component, ComponentId, Person, PersonId
from debtscan.model.view import GraphView
from debtscan.model.words import Kind, Lang, Status
from debtscan.render.options import RenderOptions
from debtscan.render.summary import has_left, place
from debtscan.safe.text import for_terminal

Value = str | list[str] | Mapping[str, "Value"]

_LONGEST = 63  # characters of a name or tag
_NOBODY = "unknown"
# What others run or hold rather than a piece of software of one's own.
_RESOURCES = frozenset(
    {Kind.CRD, Kind.CLUSTER, Kind.DATASTORE, Kind.QUEUE, Kind.REGISTRY, Kind.GATEWAY, Kind.IAC, Kind.IDENTITY}
)
_LIFECYCLES = {Status.LIVE: "production", Status.DISABLED: "deprecated", Status.UNUSED: "deprecated"}
_NOT_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_DOUBLED = re.compile(r"[._-]{2,}")
_NOT_TAG = re.compile(r"[^a-z0-9+#]+")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*")
_SPEAKING = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})  # that YAML takes for other values


def render(view: GraphView, options: RenderOptions) -> str:
    """
    Return the documents; components that are not in use come along only where everything is asked for.
    """
    assessment = view.assessment
    shown = [one for one in assessment.components if view.everything or one.status is Status.LIVE]
    catalogue = _Catalogue(assessment, shown, options.lang)
    documents = ["\n".join(_yaml(document, "")) for document in catalogue.documents()]
    head = f"# {say('graph.backstage', options.lang)}\n"
    return head + "".join(f"---\n{document}\n" for document in documents)


class _Catalogue:
    """
    The entities, each with a name that Backstage accepts and that no other of its kind has.
    """

    def __init__(self, assessment: Assessment, components: list[Component], lang: Lang) -> None:
        self.assessment, self.components, self.lang = assessment, components, lang
        self._people = {person.id: person for person in assessment.people}
        self._uses: dict[ComponentId, set[ComponentId]] = {}
        for link in assessment.links:
            self._uses.setdefault(link.source, set()).add(link.target)
        taken: set[str] = set()
        self._systems: dict[tuple[str, str], str] = {}
        for repo, path in sorted({_system(one) for one in components} - {None}, key=str):  # type: ignore[misc]
            self._systems[repo, path] = _free([path, f"{repo}-{path}"], taken)
        taken = set()
        self._names: dict[ComponentId, str] = {}
        for one in components:
            self._names[one.id] = _free([one.name, one.id, f"{one.kind}-{one.name}"], taken)
        self._kinds = {one.id: _entity_kind(one) for one in components}

    def documents(self) -> Iterator[Mapping[str, Value]]:
        """
        Yield the systems, then the components.
        """
        for (repo, path), name in self._systems.items():
            says = say("graph.system", self.lang, path=f"{repo}/{path}")
            yield _entity("System", {"name": name, "title": path, "description": says}, {"owner": _NOBODY})
        for component in self.components:
            yield _entity(self._kinds[component.id], self._metadata(component), self._spec(component))

    def _metadata(self, component: Component) -> Mapping[str, Value]:
        history = component.history
        builder = self._named(history.builder) if history and history.builder else ""
        operators = ", ".join(self._named(one) for one in history.operators) if history else ""
        annotations = {
            "debtscan/id": component.id,
            "debtscan/evidence": place(component.evidence[0], self.assessment.targets),
            "debtscan/built": component.built or "",
            "debtscan/capability": component.capability or "",
            "debtscan/status": component.status,
            "debtscan/namespaces": ", ".join(component.facts.namespaces),
            "debtscan/builder": builder,
            "debtscan/operators": operators,
            "debtscan/owner": "inferred: most commits in the last 12 months" if self._owner(component) else "",
        }
        tags = sorted({_NOT_TAG.sub("-", tag.lower()).strip("-")[:_LONGEST] for tag in _tags(component)} - {""})
        kind = say(f"kind.{component.kind}", self.lang)
        built = say(f"built.{component.built or 'unknown'}", self.lang)
        return {
            "name": self._names[component.id],
            "title": component.name,
            "description": f"{kind}, {built}",
            "annotations": {key: value for key, value in annotations.items() if value},
            "tags": tags,
        }

    def _spec(self, component: Component) -> Mapping[str, Value]:
        own = component.id
        uses = self._uses.get(own, set()) - {own}
        system = _system(component)
        spec: dict[str, Value] = {"type": component.kind.value}
        if self._kinds[own] == "Component":
            spec["lifecycle"] = _LIFECYCLES.get(component.status, "experimental")
        owner = self._owner(component)
        spec["owner"] = f"user:{_name(self._named(owner))}" if owner else _NOBODY
        if system is not None:
            spec["system"] = self._systems[system]
        spec["dependsOn"] = sorted(
            f"{self._kinds[one].lower()}:{self._names[one]}" for one in uses if one in self._names
        )
        return spec

    def _owner(self, component: Component) -> PersonId | None:
        """
        Return who changes it most now, nobody who has probably left and no bot.
        """
        operators = component.history.operators if component.history else ()
        known: Iterable[tuple[PersonId, Person | None]] = ((one, self._people.get(one)) for one in operators)
        return next((one for one, person in known if person and not person.bot and not has_left(person)), None)

    def _named(self, person: PersonId) -> str:
        known = self._people.get(person)
        return (known.name if known else None) or person


def _entity(kind: str, metadata: Mapping[str, Value], spec: Mapping[str, Value]) -> Mapping[str, Value]:
    return {"apiVersion": "backstage.io/v1alpha1", "kind": kind, "metadata": metadata, "spec": spec}


def _entity_kind(component: Component) -> str:
    return "Resource" if component.kind in _RESOURCES else "Component"


def _system(component: Component) -> tuple[str, str] | None:
    return (component.evidence[0].repo, component.system) if component.system else None


def _tags(component: Component) -> list[str]:
    return [component.kind, component.language or "", component.built or ""]


def _free(wanted: list[str], taken: set[str]) -> str:
    """
    Return the first of the names *wanted* that is not *taken*, else the first with a number; Backstage ignores case.
    """
    names = [_name(text) for text in wanted]
    numbered = (f"{names[0][: _LONGEST - 8].rstrip('._-')}-{number}" for number in count(2))
    name = next(one for one in chain(names, numbered) if one.lower() not in taken)
    taken.add(name.lower())
    return name


def _name(text: str) -> str:
    """
    Return *text* as Backstage names things: at most 63 letters and digits with single "-", "_" or "." between.
    """
    name = _DOUBLED.sub("-", _NOT_NAME.sub("-", text)).strip("._-")[:_LONGEST].rstrip("._-")
    return name or "unnamed"


def _yaml(value: Mapping[str, Value], margin: str) -> Iterator[str]:
    """
    Yield *value* as lines of YAML; what might be anything but plain text is quoted as in JSON, which YAML reads too.
    """
    for key, item in value.items():
        match item:
            case str():
                yield f"{margin}{key}: {_scalar(item)}"
            case list():
                if item:
                    yield f"{margin}{key}:"
                    yield from (f"{margin}  - {_scalar(one)}" for one in item)
            case _:
                yield f"{margin}{key}:"
                yield from _yaml(item, margin + "  ")


def _scalar(text: str) -> str:
    shown = for_terminal(str(text))
    plain = _PLAIN.fullmatch(shown) and shown.lower() not in _SPEAKING
    return shown if plain else json.dumps(shown, ensure_ascii=False)
