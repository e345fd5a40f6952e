"""
Services of the Serverless Framework: functions with handlers and events, state machines, and resources beside them.
"""

import re
from collections.abc import Iterator

from debtscan.model.declaration import (
    Declaration,
    File,
    ImageRef,
    NameRef,
    Reading,
    ResourceSpec,
    ScheduleSpec,
    StackSpec,
    Store,
    StoreRef,
    Target,
)
from debtscan.model.words import Confidence, How
from debtscan.safe.yaml import Mapping, Value, load_all
from debtscan.scan.cloudformation.template import TOOL, Template
from debtscan.scan.cloudformation.values import first_named, literal, walk
from debtscan.scan.draft import Draft, Place
from debtscan.scan.naming import stem_of
from debtscan.scan.reader import Reader

_PATH = re.compile(r"(?:.*/)?serverless[\w.-]*\.ya?ml", re.IGNORECASE)
_CLAIM = re.compile(rb"^(functions|resources|stepFunctions)[ \t]*:", re.MULTILINE)
_TYPES = {"google": "google_cloudfunctions_function", "azure": "azurerm_function_app"}
_FUNCTION, _API, _MACHINE = "AWS::Lambda::Function", "AWS::ApiGateway::RestApi", "AWS::StepFunctions::StateMachine"
_API_KEY = "ApiGatewayRestApi"
_STORES = {
    "sqs": (Store.QUEUE, "sqs"),
    "sns": (Store.TOPIC, "sns"),
    "s3": (Store.BUCKET, "s3"),
    "stream": (Store.TOPIC, "kinesis"),
    "kafka": (Store.TOPIC, "kafka"),
    "msk": (Store.TOPIC, "kafka"),
}
_WEB = frozenset({"http", "httpApi", "websocket", "alb"})
_WHERE = ("arn", "bucket", "topic", "topicName", "eventBus")


def wants(path: str) -> bool:
    """
    Tell by its name whether *path* describes a service.
    """
    return _PATH.fullmatch(path) is not None


def claims(file: File) -> bool:
    """
    Tell whether the content has functions or resources.
    """
    return _CLAIM.search(file.data) is not None


def read(file: File) -> Reading:
    """
    Return the functions of the service and what starts them, its state machines and its resources.
    """
    draft = Draft(file.path)
    loaded = load_all(file.text)
    draft.problems += loaded.problems
    for document in loaded.documents:
        if isinstance(document, Mapping):
            _Service(draft, document).read()
    return draft.reading()


class _Service:
    """
    One service on its way into a draft.
    """

    def __init__(self, draft: Draft, document: Mapping) -> None:
        self.draft = draft
        self.document = document
        name = document.string("service") or document.mapping("service").string("name")
        self.name = name if name and "${" not in name else stem_of(draft.path.rpartition("/")[0]) or "serverless"
        provider = document.mapping("provider")
        self.type = _TYPES.get(provider.string("name"), _FUNCTION)
        self.shared = provider
        self.known = set(document.mapping("resources").mapping("Resources"))

    def read(self) -> None:
        """
        Declare all that the service has.
        """
        resources = self.document.mapping("resources")
        if resources.mapping("Resources"):
            Template(self.draft, self.name, resources).read("serverless")
        else:
            self.draft.declare(Declaration("stack", self.name, StackSpec("serverless"), self.document.line))
        functions = self.document.mapping("functions")
        for name in functions:
            self.function(name, functions.mapping(name), functions.line_of(name))
        machines = self.document.mapping("stepFunctions").mapping("stateMachines")
        for name in machines:
            self.machine(name, machines.mapping(name), machines.line_of(name), tuple(functions))

    def function(self, name: str, function: Mapping, line: int) -> None:
        """
        Declare one function with its code, settings and events.
        """
        spec = ResourceSpec(TOOL, self.type, name, handler=function.string("handler"))
        own = literal(function.get("name"))
        place = self.draft.declare(Declaration(name, own or name, spec, line))
        image = function.string("image") or function.mapping("image").string("uri")
        if image:
            self.draft.refer(place.at("image", function.line_of("image")), ImageRef(image), How.IMAGE)
        elif function.string("handler"):
            self.draft.local_path(place.at("handler", function.line_of("handler")), ".", How.BUILD)
        for settings in (self.shared.mapping("environment"), function.mapping("environment")):
            self.settings(settings, place)
        for number, (kind, said, at) in enumerate(_events(function)):
            self.event(name, own or name, (kind, said), place.at(f"events[{number}]", at))

    def settings(self, settings: Mapping, place: Place) -> None:
        """
        Add what settings name: resources of the service, or things elsewhere.
        """
        for key in settings:
            at, named = place.at(f"environment.{key}", settings.line_of(key)), first_named(settings[key], self.known)
            if named:
                self.draft.refer(at, self.address(named), How.ENV)
            elif settings.string(key) and "${" not in settings.string(key):
                self.draft.setting(at, key, settings.string(key), Confidence.MEDIUM)

    def event(self, name: str, title: str, event: tuple[str, Value], place: Place) -> None:
        """
        Add one event: a time, a request, or something that comes from a queue, topic, bucket or stream.
        """
        kind, said = event
        if kind == "schedule":
            cron = said if isinstance(said, str) else _first(said, "rate")
            self.draft.declare(
                Declaration(f"{place.key}", title, ScheduleSpec("eventbridge", cron or None), place.line)
            )
        elif kind in _WEB:
            spec = ResourceSpec(TOOL, _API, _API_KEY)
            if all(each.key != _API_KEY for each in self.draft.declarations):
                self.draft.declare(Declaration(_API_KEY, f"{self.name}-api", spec, place.line))
            self.draft.refer(Place(_API_KEY, place.key, place.line), self.address(name), How.CALL)
        elif kind in _STORES:
            self.fed(name, kind, said, place)

    def fed(self, name: str, kind: str, said: Value, place: Place) -> None:
        """
        Add what a queue, topic, bucket or stream starts.
        """
        source = first_named(said, self.known)
        if source:
            self.draft.refer(Place(source, place.key, place.line), self.address(name), How.TRIGGER)
            return
        where = said if isinstance(said, str) else next(filter(None, (_first(said, key) for key in _WHERE)), "")
        plain = where.rpartition(":")[2]
        if plain and "${" not in where:
            store, provider = _STORES[kind]
            target: Target = StoreRef(store, plain, provider)
            self.draft.refer(place, target, How.DATA if store is Store.BUCKET else How.QUEUE, Confidence.MEDIUM)

    def machine(self, name: str, machine: Mapping, line: int, functions: tuple[str, ...]) -> None:
        """
        Declare one state machine with the functions that are its steps.
        """
        title = literal(machine.get("name")) or name
        place = self.draft.declare(Declaration(name, title, ResourceSpec(TOOL, _MACHINE, name), line))
        known = {*self.known, *functions, *(_logical(each) for each in functions)}
        for key, text, at in walk(machine.get("definition"), "definition", line):
            for each in sorted(known):
                if text.partition(".")[0] == each or f"${{{each}" in text:
                    plain = next((function for function in functions if each in {function, _logical(function)}), each)
                    self.draft.refer(place.at(key, at), self.address(plain), How.STEP)

    def address(self, name: str) -> NameRef:
        """
        Return the reference to another thing of the service.
        """
        return NameRef("terraform", f"{self.draft.path}:{name}")


def _logical(function: str) -> str:
    """
    Return the id under which the framework puts a function into the template.
    """
    plain = function.replace("-", "Dash").replace("_", "Underscore")
    return f"{plain[:1].upper()}{plain[1:]}LambdaFunction"


def _events(function: Mapping) -> Iterator[tuple[str, Value, int]]:
    for event in function.mappings("events"):
        yield from ((kind, event[kind], event.line_of(kind)) for kind in event)


def _first(said: Value, key: str) -> str:
    """
    Return the text under *key*, or the first of its list.
    """
    value = said.get(key) if isinstance(said, Mapping) else None
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, str) else ""


READER = Reader(name="serverless", version=1, wants=wants, claims=claims, read=read)
