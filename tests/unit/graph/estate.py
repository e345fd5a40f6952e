"""
Small builders that draw an estate by hand, with the keys that the readers give, and short views of what was linked.
"""

from collections.abc import Sequence

from msgspec import structs

from debtscan.catalog.catalog import load_catalog
from debtscan.graph.board import Board
from debtscan.graph.link import Linked, link
from debtscan.model.component import Component, ComponentId
from debtscan.model.declaration import (
    ApiRef,
    ChartSpec,
    CiSpec,
    CodeFacts,
    CommandRef,
    ConfigSpec,
    ControllerSpec,
    CrdSpec,
    CustomResourceSpec,
    Declaration,
    EndpointSpec,
    HostRef,
    ImageBuildSpec,
    ImageRef,
    ImportRef,
    ModuleRef,
    NameRef,
    PackageRef,
    PackageSpec,
    PathRef,
    PipelineSpec,
    ProgramSpec,
    PublishSpec,
    Reading,
    Reference,
    ReleaseSpec,
    ResourceSpec,
    ScheduleSpec,
    StackSpec,
    Store,
    StoreRef,
    Target,
    WorkloadSpec,
)
from debtscan.model.estate import Repo, SourceFile
from debtscan.model.words import Confidence, How, Status

CATALOG = load_catalog()
GROUP = "ml.acme.example"  # the API group of the platform that the tests draw

Parts = tuple[Declaration | Reference | CodeFacts, ...]


# ------------------------------------------------------------------------------------------ files and repos


def repo(name: str, *files: SourceFile, also: Sequence[str] = ()) -> Repo:
    """
    Return a repository of *files*; *also* are paths that no reader reads.
    """
    return Repo(name, files, tuple(sorted({file.path for file in files} | set(also))))


def file(path: str, *parts: Parts, status: Status = Status.LIVE) -> SourceFile:
    """
    Return a file that says *parts*, one a line.
    """
    flat = [part for group in parts for part in group]
    declarations = [part for part in flat if isinstance(part, Declaration)]
    references = [part for part in flat if isinstance(part, Reference)]
    reading = Reading(
        tuple(structs.replace(part, line=part.line or flat.index(part) + 1) for part in declarations),
        tuple(structs.replace(part, line=part.line or flat.index(part) + 1) for part in references),
        code=next((part for part in flat if isinstance(part, CodeFacts)), None),
    )
    return SourceFile(path, "test", status, reading)


def board(*files: SourceFile) -> Board:
    """
    Return the board of one repository "shop", before anything is drafted.
    """
    return Board([repo("shop", *files)])


def needs(target: Target, how: How, source: str | None = None, key: str | None = None) -> Parts:
    """
    Return one reference.
    """
    return (Reference(source, target, how, key=key),)


# ------------------------------------------------------------------------------------------ manifests


def workload(
    name: str,
    *images: str,
    kind: str = "Deployment",
    labels: dict[str, str] | None = None,
    schedule: str | None = None,
    group: str = "apps",
    version: str = "apps/v1",
    replicas: int | None = None,
    hook: str = "",
    says: Status | None = None,
) -> Parts:
    """
    Return a Kubernetes workload; "proxy=envoy:1" runs an image in the container "proxy", "init:wait=x" before it.
    """
    key = f"{kind}//{name}"
    spec = WorkloadSpec(
        "kubernetes",
        kind,
        group=group,
        version=version,
        labels={"app": name} if labels is None else labels,
        schedule=schedule,
        replicas=replicas,
        hook=hook,
    )
    references = []
    for entry in images:
        container, _, image = entry.rpartition("=") if "=" in entry.split("/")[0] else (name, "", entry)
        list_ = "initContainers" if container.startswith("init:") else "containers"
        place = f"{key}:spec.template.spec.{list_}[{container.removeprefix('init:')}].image"
        references.append(Reference(key, ImageRef(image), How.IMAGE, key=place))
    return (Declaration(key, name, spec, status=says), *references)


def compose(name: str, image: str, *, shown: str = "", recipe: str = "") -> Parts:
    """
    Return a compose service under the key *name*, that builds its image from *recipe* where one is given.
    """
    key = f"services.{name}"
    return (
        Declaration(key, shown or name, WorkloadSpec("compose", "service")),
        Reference(key, ImageRef(image), How.IMAGE, key=f"{key}.image"),
        *(publish(image, recipe=recipe) if recipe else ()),
        *(needs(PathRef(recipe), How.BUILD, key, f"{key}.build.dockerfile") if recipe else ()),
    )


def endpoint(name: str, selector: dict[str, str] | None = None, *, kind: str = "Service") -> Parts:
    """
    Return a Service (or Ingress) that selects pods by *selector*.
    """
    return (Declaration(f"{kind}//{name}", name, EndpointSpec(kind, selector=selector or {}, version="v1")),)


def config(kind: str, name: str, version: str = "v1") -> Parts:
    """
    Return a supporting Kubernetes object.
    """
    return (Declaration(f"{kind}//{name}", name, ConfigSpec(kind, version=version)),)


def crd(kind: str, group: str = GROUP, *, plural: str | None = None) -> Parts:
    """
    Return a CustomResourceDefinition.
    """
    plural = kind.lower() + "s" if plural is None else plural
    spec = CrdSpec(group, kind, plural, ("v1",), "apiextensions.k8s.io/v1")
    return (Declaration(f"CustomResourceDefinition//{plural}.{group}", f"{plural}.{group}", spec),)


def api_type(kind: str, group: str = GROUP) -> Parts:
    """
    Return a type in Go code that becomes a CustomResourceDefinition.
    """
    return (Declaration(f"type:{kind}", kind, CrdSpec(group, kind), confidence=Confidence.MEDIUM),)


def controller(kind: str, group: str = GROUP, *, name: str = "") -> Parts:
    """
    Return a reconciler of *kind* with its watch.
    """
    key = f"controller:{kind}"
    spec = ControllerSpec(group, kind, "controller-runtime")
    return (
        Declaration(key, name or f"{kind}Reconciler", spec),
        Reference(key, ApiRef(group, kind), How.CRD, key=key),
    )


def custom(kind: str, name: str, group: str = GROUP, *, version: str = "v1") -> Parts:
    """
    Return an object of a custom kind.
    """
    key = f"{kind}//{name}"
    return (
        Declaration(key, name, CustomResourceSpec(group, version, kind)),
        Reference(key, ApiRef(group, kind), How.CRD, key=f"{key}:kind"),
    )


def chart(name: str) -> Parts:
    """
    Return a Helm chart.
    """
    return (Declaration(f"chart:{name}", name, ChartSpec("1")),)


def release(name: str, chart_: str, repository: str = "", *, by: str = "helm") -> Parts:
    """
    Return something installed from a chart.
    """
    return (Declaration(f"release:{name}", name, ReleaseSpec(chart_, repository, by=by)),)


# ------------------------------------------------------------------------------------------ images, code


def dockerfile(
    name: str,
    *,
    runs: str = "",
    copies: Sequence[str] = (),
    base: str = "python:3.11",
    clones: tuple[str, ...] = (),
) -> Parts:
    """
    Return a recipe whose image runs *runs* on *base*, with *copies* taken in.
    """
    return (
        Declaration("image", name, ImageBuildSpec(entrypoint=runs, bases=(base,), clones=clones)),
        Reference("image", ImageRef(base), How.IMAGE, key="FROM[0]"),
        *(Reference("image", PathRef(path), How.BUILD, key=f"COPY[{i}]") for i, path in enumerate(copies)),
        *((Reference("image", CommandRef(runs), How.STEP, key="CMD"),) if runs else ()),
    )


def publish(image: str, *, recipe: str = "", context: str = "") -> Parts:
    """
    Return a build of *image* from the Dockerfile *recipe* or the folder *context*.
    """
    return (Declaration(f"publish:{image}", image, PublishSpec(image, context, recipe)),)


def program(
    name: str,
    *,
    language: str = "python",
    framework: str = "",
    serves: bool = False,
    operates: bool = False,
    lines: int = 10,
) -> Parts:
    """
    Return a main program with its lines of code.
    """
    spec = ProgramSpec(language, framework, serves=serves, operates=operates)
    return Declaration("program", name, spec), CodeFacts(language, lines)


def code(language: str = "python", lines: int = 10) -> Parts:
    """
    Return plain source code.
    """
    return (CodeFacts(language, lines),)


def imports(module: str, *calls: str, ecosystem: str = "python") -> Parts:
    """
    Return an import.
    """
    return (Reference(None, ImportRef(ecosystem, module, calls), How.IMPORT, key=f"import:{module}"),)


def requires(name: str, ecosystem: str = "python") -> Parts:
    """
    Return a line of a requirements file.
    """
    return (Reference(None, PackageRef(ecosystem, name), How.IMPORT, key=f"package:{name}"),)


def package(name: str, ecosystem: str = "python", *scripts: str) -> Parts:
    """
    Return a package that others can install.
    """
    return (Declaration(f"package:{name}", name, PackageSpec(ecosystem, scripts=scripts)),)


# ------------------------------------------------------------------------------------------ pipelines, schedules


def dag(name: str, *, waits_for: Sequence[str] = (), images: Sequence[str] = (), schedule: str | None = None) -> Parts:
    """
    Return an Airflow DAG with sensors for other DAGs and tasks that run images.
    """
    key = f"dag:{name}"
    return (
        Declaration(key, name, PipelineSpec("airflow", schedule)),
        *(Reference(key, NameRef("dag", other), How.TRIGGER, key=f"{key}:wait") for other in waits_for),
        *(Reference(key, ImageRef(image), How.IMAGE, key=f"{key}:image") for image in images),
    )


def pipeline(name: str, engine: str) -> Parts:
    """
    Return a pipeline of another engine; some engines have projects.
    """
    spec = PipelineSpec(engine, whole=engine in {"mlflow", "dvc", "dbt"})
    return (Declaration(f"pipeline:{name}", name, spec),)


def crontab(*lines: tuple[str, str]) -> Parts:
    """
    Return the lines (time, command) of a crontab; a command that is a path alone is a reference to that path.
    """
    parts: list[Declaration | Reference] = []
    for number, (cron, command) in enumerate(lines):
        key = f"cron:{number}"
        target = CommandRef(command) if " " in command else PathRef(command)
        parts.append(Declaration(key, command.split()[0], ScheduleSpec("crontab", cron, command)))
        parts.append(Reference(key, target, How.DEPLOY, key=key))
    return tuple(parts)


def timer(name: str, engine: str = "schedule") -> Parts:
    """
    Return a schedule inside a program.
    """
    return (Declaration(f"schedule:{name}", name, ScheduleSpec(engine, "@every 1d", name, in_process=True)),)


def timed(name: str, engine: str = "eventbridge", cron: str | None = "0 3 * * *") -> Parts:
    """
    Return a schedule that some service of the cloud keeps.
    """
    return (Declaration(f"schedule:{name}", name, ScheduleSpec(engine, cron)),)


def ci(system: str, name: str = "", *, schedules: tuple[str, ...] = ()) -> Parts:
    """
    Return a CI definition, or a Makefile for "make".
    """
    return (Declaration("ci", name, CiSpec(system, schedules=schedules)),)


# ------------------------------------------------------------------------------------------ infrastructure


def resource(type_: str, name: str, address: str = "", *, count: int | None = None, data: bool = False) -> Parts:
    """
    Return a cloud resource.
    """
    address = f"{type_}.{address or name}"
    return (Declaration(address, name, ResourceSpec("terraform", type_, address, data, count)),)


def stack(name: str) -> Parts:
    """
    Return a Terraform folder.
    """
    return (Declaration("stack", name, StackSpec("terraform")),)


def calls_module(folder: str, *, local: bool = True) -> Parts:
    """
    Return the use of a Terraform module.
    """
    return (Reference("stack", ModuleRef(folder, local), How.MODULE, key="module.x"),)


# ------------------------------------------------------------------------------------------ references to…


def host(name: str, source: str | None = None) -> Parts:
    """
    Return a call of a host.
    """
    return needs(HostRef(name, f"http://{name}"), How.CALL, source, f"host:{name}")


def stores(store: Store, name: str, provider: str, source: str | None = None) -> Parts:
    """
    Return a use of data.
    """
    return needs(StoreRef(store, name, provider), How.DATA, source, f"store:{name}")


def path(target: str, how: How = How.STEP, source: str | None = None) -> Parts:
    """
    Return a reference to a file or folder.
    """
    return needs(PathRef(target), how, source, f"path:{target}")


def named(space: str, name: str, how: How = How.STEP, source: str | None = None) -> Parts:
    """
    Return a reference by name.
    """
    return needs(NameRef(space, name), how, source, f"{space}:{name}")


def command(line: str, how: How = How.STEP, source: str | None = None) -> Parts:
    """
    Return a command that is run.
    """
    return needs(CommandRef(line), how, source, f"command:{line}")


def api(kind: str, group: str = GROUP, source: str | None = None) -> Parts:
    """
    Return a use of a Kubernetes kind.
    """
    return needs(ApiRef(group, kind), How.CRD, source, f"api:{kind}")


# ------------------------------------------------------------------------------------------ views


def linked(*repos: Repo) -> Linked:
    """
    Return *repos* linked with the catalogue that ships.
    """
    return link(repos, CATALOG)


def shop(*files: SourceFile, also: Sequence[str] = ()) -> Linked:
    """
    Return one repository "shop" linked.
    """
    return linked(repo("shop", *files, also=also))


def ids(result: Linked) -> list[str]:
    """
    Return the ids of the components.
    """
    return [component.id for component in result.components]


def arrows(result: Linked) -> list[str]:
    """
    Return the links as "source -how-> target".
    """
    return [f"{link_.source} -{link_.how}-> {link_.target}" for link_ in result.links]


def questions(result: Linked) -> list[str]:
    """
    Return what could not be resolved as "source ? reference (why)".
    """
    return [f"{entry.from_} ? {entry.reference} ({entry.why})" for entry in result.unresolved]


def component(result: Linked, identity: str) -> Component:
    """
    Return the component with that id.
    """
    return next(component for component in result.components if component.id == identity)


def evidence(result: Linked, identity: str) -> list[tuple[str, str]]:
    """
    Return the paths and captions that prove a component, the best first.
    """
    return [(place.path, place.caption) for place in component(result, identity).evidence]


def owned(result: Linked, identity: str) -> list[str]:
    """
    Return the paths of the files that belong to a component.
    """
    return [path for _, path in result.files[ComponentId(identity)]]
