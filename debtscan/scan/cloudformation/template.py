"""
The resources of one template with their code, images, events and needs.
"""

import re
from collections.abc import Collection

from debtscan.model.declaration import (
    Declaration,
    ImageRef,
    ModuleRef,
    NameRef,
    PathRef,
    PublishSpec,
    ResourceSpec,
    ScheduleSpec,
    StackSpec,
)
from debtscan.model.words import Confidence, How
from debtscan.safe.yaml import Mapping
from debtscan.scan.cloudformation.events import events_of, implicit_apis
from debtscan.scan.cloudformation.names import resource_name
from debtscan.scan.cloudformation.values import first_named, literal, named_in, walk
from debtscan.scan.draft import Draft, Place

KEY = "stack"
TOOL = "cloudformation"

_JOINS = {  # resources that only join two others: the property of the source, that of the target
    "AWS::Lambda::EventSourceMapping": ("EventSourceArn", "FunctionName"),
    "AWS::SNS::Subscription": ("TopicArn", "Endpoint"),
    "AWS::ApiGatewayV2::Integration": ("ApiId", "IntegrationUri"),
    "AWS::ApiGateway::Method": ("RestApiId", "Integration"),
}
_STARTS = frozenset({"AWS::Events::Rule", "AWS::Scheduler::Schedule", "AWS::Pipes::Pipe", "AWS::SNS::Topic"})
_MACHINES = frozenset({"AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"})
_FUNCTIONS = frozenset({"AWS::Lambda::Function", "AWS::Serverless::Function"})
_NESTED = {"AWS::CloudFormation::Stack": "TemplateURL", "AWS::Serverless::Application": "Location"}
_IMAGES = re.compile(r"(^|\.)(Image|ImageUri|ImageIdentifier)$")
_VARIABLE = re.compile(r"Environment(?:\.Variables)?\.(\w+)$|EnvironmentVariables\.(\w+)$")
_NO_NEED = re.compile(
    r"^(Events|Role|.*Policies|.*Policy|PolicyDocument|VpcConfig|Tags|Layers|CodeUri|Code|Metadata|KmsMasterKeyId)\b|"
    r"(RoleArn|SecurityGroup\w*|Subnet\w*|VpcId|KmsKey\w*|Permissions\w*|LogGroup\w*)\b"
)


class Template:
    """
    One template on its way into a draft.
    """

    def __init__(self, draft: Draft, stack: str, document: Mapping) -> None:
        self.draft = draft
        self.stack = stack
        self.defaults = document.mapping("Globals").mapping("Function")
        self.resources = document.mapping("Resources")
        implicit = list(implicit_apis(self.resources))
        self.known: Collection[str] = {*self.resources, *(name for name, _, _ in implicit)}
        self.implicit = implicit

    def read(self, tool: str = TOOL) -> None:
        """
        Declare the stack and its resources, and what each of them needs.
        """
        self.draft.declare(Declaration(KEY, self.stack, StackSpec(tool, makes=bool(self.known)), self.resources.line))
        for name, type_, line in self.implicit:
            self.draft.declare(Declaration(name, f"{self.stack}-api", ResourceSpec(TOOL, type_, name), line))
        for name in self.resources:
            self.resource(name, self.resources.mapping(name))

    def resource(self, name: str, resource: Mapping) -> None:
        """
        Declare one resource, or what it joins or nests.
        """
        type_, properties = resource.string("Type"), resource.mapping("Properties")
        if type_ in _NESTED:
            self.nested(name, properties, _NESTED[type_])
            return
        if type_ in _JOINS:
            source, target = (first_named(properties.get(key), self.known) for key in _JOINS[type_])
            how = How.TRIGGER if "Gateway" not in type_ else How.CALL
            self.joined(source, target, how, resource.line)
            return
        handler = self.setting(properties, "Handler") if type_ in _FUNCTIONS else ""
        spec = ResourceSpec(TOOL, type_, name, handler=handler)
        title = resource_name(name, properties, self.stack)
        place = self.draft.declare(Declaration(name, title, spec, self.resources.line_of(name)))
        self.code(type_, resource, properties, place)
        self.events(name, title, properties)
        self.timed(type_, name, title, properties)
        self.needs(type_, name, properties, place)

    def nested(self, name: str, properties: Mapping, key: str) -> None:
        """
        Add the template that a nested stack is made of.
        """
        path = self.draft.resolved(literal(properties.get(key)))
        if path is not None and path != ".":
            place = Place(KEY, f"{name}.{key}", properties.line_of(key))
            self.draft.refer(place, ModuleRef(path, local=True), How.MODULE)

    def joined(self, source: str, target: str, how: How, line: int) -> None:
        """
        Add that one resource of the template starts or calls another.
        """
        if source and target and source != target:
            self.draft.refer(Place(source, f"{source}:{target}", line), self.named(target), how)

    def named(self, name: str) -> NameRef:
        """
        Return the reference to another resource of the template.
        """
        return NameRef("terraform", f"{self.draft.path}:{name}")

    def setting(self, properties: Mapping, key: str) -> str:
        """
        Return a literal property of a function, or what all functions of the template have.
        """
        return literal(properties.get(key)) or literal(self.defaults.get(key))

    def code(self, type_: str, resource: Mapping, properties: Mapping, place: Place) -> None:
        """
        Add the folder of a function, the recipe of its image, or the file of a state machine's definition.
        """
        if type_ in _MACHINES:
            self.draft.local_path(place.at("DefinitionUri"), literal(properties.get("DefinitionUri")), How.BUILD)
        if type_ == "AWS::CodeBuild::Project":
            file = literal(properties.mapping("Source").get("BuildSpec"))
            if file.endswith((".yml", ".yaml")):  # seen from the root of what is built
                self.draft.refer(place.at("BuildSpec"), PathRef(f"./{file}"), How.STEP)
        if type_ not in _FUNCTIONS:
            return
        metadata = resource.mapping("Metadata")
        context = literal(metadata.get("DockerContext"))
        folder = self.draft.resolved(context) if context else None
        if folder is not None:
            image = f"{self.stack}-{place.source}".lower()
            recipe = f"{folder}/{metadata.string('Dockerfile') or 'Dockerfile'}".removeprefix("./")
            self.draft.declare(
                Declaration(f"publish:{image}", image, PublishSpec(image, folder, recipe), resource.line)
            )
            self.draft.refer(place.at("Metadata", metadata.line), ImageRef(image), How.IMAGE)
            return
        written = self.setting(properties, "CodeUri") or literal(properties.get("Code"))
        if properties.string("InlineCode") or "ZipFile" in properties.mapping("Code"):
            return
        if written or type_ == "AWS::Serverless::Function":
            self.draft.local_path(place.at("CodeUri"), written or ".", How.BUILD)

    def events(self, name: str, title: str, properties: Mapping) -> None:
        """
        Add what starts the resource.
        """
        for event in events_of(properties, self.known):
            if event.cron is not None:
                key = f"{name}.Events.{event.name}"
                self.draft.declare(Declaration(key, title, ScheduleSpec("eventbridge", event.cron), event.line))
            else:
                self.joined(event.source, name, event.how, event.line)

    def timed(self, type_: str, name: str, title: str, properties: Mapping) -> None:
        """
        Add the time at which a rule or schedule starts what it is for.
        """
        cron = properties.string("ScheduleExpression")
        if type_ in _STARTS and cron:
            spec = ScheduleSpec("eventbridge", cron)
            self.draft.declare(Declaration(f"{name}:schedule", title, spec, properties.line_of("ScheduleExpression")))

    def needs(self, type_: str, name: str, properties: Mapping, place: Place) -> None:
        """
        Add the other resources of the template that *name* works with, its images, and what its settings name.
        """
        for key, text, line in [
            *walk(self.environment(type_), "", place.line or 1),
            *walk(properties, "", place.line or 1),
        ]:
            if _NO_NEED.search(key):
                continue
            at = place.at(key, line)
            others = named_in(text, self.known)
            for other in others:
                if other != name:
                    self.draft.refer(at, self.named(other), _how(type_, key))
            if others and "DefinitionString" not in key:
                continue
            variable = _VARIABLE.search(key)
            if _IMAGES.search(key):
                self.draft.image(at, _image(text), Confidence.MEDIUM)
            elif variable and "${" not in text:
                self.draft.setting(at, variable[1] or variable[2], text, Confidence.MEDIUM)
            elif "DefinitionString" in key or "://" in text:
                self.draft.text(at, text, Confidence.MEDIUM)

    def environment(self, type_: str) -> Mapping:
        """
        Return the settings that all functions of the template have.
        """
        empty = Mapping(self.defaults.line)
        if type_ in _FUNCTIONS and "Environment" in self.defaults:
            empty["Environment"] = self.defaults["Environment"]
        return empty


def _how(type_: str, key: str) -> How:
    if type_ in _STARTS or "NotificationConfiguration" in key:
        return How.TRIGGER
    return How.STEP if type_ in _MACHINES else How.ENV


def _image(text: str) -> str:
    """
    Return an image reference without the registry that is put together from the account and the region.
    """
    return re.sub(r"^\$\{AWS::AccountId\}\.dkr\.ecr\.[^/]*/", "", text)
