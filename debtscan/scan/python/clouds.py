"""
Infrastructure in Python: constructs of the AWS CDK and resources of Pulumi, with their code and what they work with.
"""

import ast
from collections.abc import Iterator

from debtscan.model.declaration import (
    Declaration,
    ImageRef,
    NameRef,
    PathRef,
    PublishSpec,
    ReleaseSpec,
    ResourceSpec,
    ScheduleSpec,
    StackSpec,
    WorkloadSpec,
)
from debtscan.model.words import Confidence, How
from debtscan.scan.cloudformation.names import distinct
from debtscan.scan.draft import Draft, Place
from debtscan.scan.naming import name_of
from debtscan.scan.python.cloud_types import cdk_type, pulumi_type
from debtscan.scan.python.folding import is_known, shown
from debtscan.scan.python.module import Module, Site

KEY = "stack"

_NAMES = (
    "function_name",
    "bucket_name",
    "queue_name",
    "table_name",
    "topic_name",
    "state_machine_name",
    "cluster_name",
    "service_name",
    "rest_api_name",
    "api_name",
    "repository_name",
    "stream_name",
    "rule_name",
    "event_bus_name",
    "pipeline_name",
    "project_name",
    "domain_name",
    "name",
)
_FOLDERS = frozenset({"from_asset", "FileArchive", "from_image_asset"})
_WORKLOADS = frozenset({"Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"})
_STARTS = frozenset(
    {"add_target", "add_event_source", "add_subscription", "add_event_notification", "add_object_created_notification"}
)
_TIMES = ("expression", "rate", "cron", "schedule_expression")


def read(module: Module, draft: Draft) -> bool:
    """
    Declare the stack of this file, each resource that it makes, and what each needs and starts; False where it is none.
    """
    if not module.imports("aws_cdk", "monocdk", "pulumi"):
        return False
    made = list(_resources(module))
    if not made:
        return False
    tool, name = "pulumi" if module.imports("pulumi") else "cdk", _stack_name(module)
    draft.declare(Declaration(KEY, name, StackSpec(tool), made[0][1].line))
    program = _Program(module, draft, tool, name)
    for type_, site in made:
        program.declare(type_, site)
    for _, site in made:
        program.needs(site)
    for site in module.sites:
        program.call(site)
    return True


def _resources(module: Module) -> Iterator[tuple[str, Site]]:
    for site in module.sites:
        type_ = cdk_type(site.name) or pulumi_type(site.name)
        if type_ or site.name.startswith("pulumi_kubernetes."):
            yield type_, site


def _stack_name(module: Module) -> str:
    """
    Return the name of the first stack class, else that of the program.
    """
    classes = (node.name for name, _, node, _ in module.bases if name.rpartition(".")[2] in {"Stack", "NestedStack"})
    folder = module.path.rpartition("/")[0].rpartition("/")[2]
    return next(classes, name_of(module.path) if "__main__" not in module.path else folder or "pulumi")


class _Program:
    """
    The resources of one file by the variables that hold them.
    """

    def __init__(self, module: Module, draft: Draft, tool: str, name: str) -> None:
        self.module = module
        self.draft = draft
        self.tool = tool
        self.name = name
        self.variables = _assigned(module.tree)
        self.keys: dict[int, str] = {}  # of the declaration, by the call that makes it
        self.held: dict[str, str] = {}  # key by variable: "queue", "self.queue"

    def declare(self, type_: str, site: Site) -> None:
        """
        Declare what one call makes.
        """
        title = self.title(site)
        spec = self.spec(type_, site, title)
        if spec is None:
            return
        place = self.draft.declare(Declaration(title, title, spec, site.line))
        self.keys[id(site.call)] = place.source or title
        if id(site.call) in self.variables:
            self.held[self.variables[id(site.call)]] = place.source or title
        for path, image in self.assets(site):
            self.asset(place.at("code", site.line), title, path, image=image)
        schedule = site.keyword("schedule")
        if schedule is not None:
            time = next(iter(self.texts(site, schedule)), "") or None
            self.draft.declare(Declaration(f"{title}:schedule", title, ScheduleSpec("eventbridge", time), site.line))

    def spec(self, type_: str, site: Site, title: str) -> ResourceSpec | WorkloadSpec | ReleaseSpec | None:
        """
        Return what the call makes: a cloud resource, an object of a cluster, or an installed chart.
        """
        if type_:
            handler = next(iter(site.folded(site.keyword("handler"))), "")
            return ResourceSpec(self.tool, type_, title, handler=handler if is_known(handler) else "")
        if site.last in _WORKLOADS:
            return WorkloadSpec("kubernetes", site.last)
        if ".helm." in site.name and not site.last.endswith("Args"):
            chart = next((text for text in site.folded(site.keyword("chart")) if is_known(text)), title)
            return ReleaseSpec(chart, by="pulumi")
        return None

    def title(self, site: Site) -> str:
        """
        Return the name that the call gives: an own one, else the id of the construct.
        """
        nodes = (site.keyword(*_NAMES), site.argument(1, "id", "construct_id") if self.tool == "cdk" else None)
        texts = (text for node in (*nodes, site.argument(0, "resource_name")) for text in site.folded(node))
        found = next((text for text in texts if is_known(text) and "{" not in text), site.last)
        return distinct(found, self.name)

    def assets(self, site: Site) -> Iterator[tuple[str, bool]]:
        """
        Yield the folders that the call packs, and whether an image is built of them.
        """
        for node in _inside(site.call):
            if isinstance(node, ast.Call):
                last = _last(node.func)
                image = last == "from_image_asset" or (last == "from_asset" and "Image" in (shown(node.func) or ""))
                if last in _FOLDERS and node.args:
                    yield from ((text, image) for text in site.folded(node.args[0]) if is_known(text))
        for text in site.folded(site.keyword("entry")):
            if is_known(text):
                yield text, False

    def asset(self, place: Place, title: str, path: str, *, image: bool) -> None:
        """
        Add one folder: the code of a function, or what an image is built of.
        """
        plain = (path.rpartition("}")[2] if "{" in path else path).strip("/")
        if not plain or plain.startswith("..") or path.startswith("/"):
            return
        near = f"./{plain.removeprefix('./')}"
        if image:
            name = title.lower()
            self.draft.declare(Declaration(f"publish:{name}", name, PublishSpec(name, near), place.line))
            self.draft.refer(place, ImageRef(name), How.IMAGE)
        else:
            self.draft.refer(place, PathRef(near), How.BUILD)

    def texts(self, site: Site, schedule: ast.expr) -> Iterator[str]:
        """
        Yield the time of a schedule as the code writes it.
        """
        for node in [schedule, *ast.walk(schedule)]:
            if isinstance(node, ast.Call) and _last(node.func) in _TIMES:
                words = [text for each in node.args for text in site.folded(each)]
                words += [f"{each.arg}={text}" for each in node.keywords for text in site.folded(each.value)]
                yield " ".join(words)

    def needs(self, site: Site) -> None:
        """
        Add the other resources that stand in the arguments of the call.
        """
        source = self.keys.get(id(site.call))
        how = How.ENV
        if ".StateMachine" in site.name:
            how = How.STEP
        elif site.last in {"Rule", "Schedule", "EventRule"}:
            how = How.TRIGGER
        for node in _inside(site.call) if source else ():
            self.link(source, self.key_of(node), how, site.line)

    def call(self, site: Site) -> None:
        """
        Add what a method called on a resource ties it to: targets, sources of events, grants.
        """
        if not isinstance(site.call.func, ast.Attribute):
            return
        owner = self.key_of(site.call.func.value)
        method = site.call.func.attr
        for node in _inside(site.call) if owner else ():
            other = self.key_of(node)
            if method == "add_event_source":
                self.link(other, owner, How.TRIGGER, site.line)
            elif method in _STARTS:
                self.link(owner, other, How.TRIGGER, site.line)
            elif method.startswith("grant"):
                self.link(other, owner, How.DATA, site.line)
            elif method in {"add_environment", "add_method", "add_proxy", "add_container"}:
                self.link(owner, other, How.ENV, site.line)

    def key_of(self, node: ast.AST) -> str | None:
        """
        Return the declaration that the expression holds: a variable, or the call itself.
        """
        if id(node) in self.keys:
            return self.keys[id(node)]
        return self.held.get(_dotted(node)) if isinstance(node, ast.Name | ast.Attribute) else None

    def link(self, source: str | None, target: str | None, how: How, line: int) -> None:
        """
        Add that one resource of the file needs, starts or feeds another.
        """
        if source and target and source != target:
            name = NameRef("terraform", f"{self.module.path}:{target}")
            self.draft.refer(Place(source, f"{source}:{target}", line), name, how, Confidence.MEDIUM)


def _inside(call: ast.Call) -> Iterator[ast.AST]:
    """
    Yield every expression in the arguments of *call*.
    """
    for argument in (*call.args, *(word.value for word in call.keywords)):
        yield from ast.walk(argument)


def _assigned(tree: ast.Module) -> dict[int, str]:
    """
    Return the variable that holds the outcome of each call that is assigned.
    """
    return {
        id(node.value): _dotted(node.targets[0] if isinstance(node, ast.Assign) else node.target)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call)
    }


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
