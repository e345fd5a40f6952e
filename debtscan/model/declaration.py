"""
What one file says: the things that it declares and those that it needs. Who means whom is decided later, in graph/.

A reader sees a path and bytes and returns one `Reading`. The kind of a declaration *is* the type of its spec.

Long because it is one contract: the closed unions that all readers write and the linker reads.
"""

from enum import StrEnum

from msgspec import Struct

from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How, Status

# ---------------------------------------------------------------------------------------------------------------- specs


class WorkloadSpec(Struct, frozen=True, tag_field="is", tag="workload"):
    """
    Something that runs containers: a Kubernetes workload, a compose service, a container of a custom resource.
    """

    platform: str  # "kubernetes", "compose", "ecs", "custom"
    type: str  # "Deployment", "CronJob", "service" ...
    group: str = ""  # API group, "" for the core group
    version: str = ""  # API version, e.g. "apps/v1"
    namespace: str = ""
    labels: dict[str, str] = {}  # of the pods
    schedule: str | None = None  # cron expression as written
    command: str = ""  # of the main container, joined by spaces
    replicas: int | None = None  # None = not stated
    hook: str = ""  # when Helm or Argo CD runs it around a release, e.g. "pre-upgrade"; "" = a part of the release
    scraped: bool = False  # asks for its metrics to be collected


class EndpointSpec(Struct, frozen=True, tag_field="is", tag="endpoint"):
    """
    A name on the network for some workload: a Kubernetes Service, Ingress, Gateway or VirtualService.
    """

    type: str  # "Service", "Ingress", "VirtualService" ...
    namespace: str = ""
    selector: dict[str, str] = {}
    hosts: tuple[str, ...] = ()
    version: str = ""  # API version, e.g. "networking.k8s.io/v1"
    ingress_class: str = ""  # of an Ingress, "" where it leaves that to the cluster
    scraped: bool = False  # asks for the metrics of what is behind it to be collected


class CrdSpec(Struct, frozen=True, tag_field="is", tag="crd"):
    """
    A CustomResourceDefinition, or a Go or Python type that becomes one.
    """

    group: str
    kind: str
    plural: str = ""
    versions: tuple[str, ...] = ()
    api_version: str = ""  # of the definition itself, e.g. "apiextensions.k8s.io/v1"; "" when it is code


class CustomResourceSpec(Struct, frozen=True, tag_field="is", tag="custom_resource"):
    """
    An object of a group that is not Kubernetes' own and that runs no container that could be seen.
    """

    group: str
    version: str
    kind: str
    namespace: str = ""
    schedule: str | None = None  # cron expression as written


class ConfigSpec(Struct, frozen=True, tag_field="is", tag="config"):
    """
    A Kubernetes object that supports others: ConfigMap, Secret, Role, Namespace, quota and the like.
    """

    type: str
    group: str = ""
    version: str = ""
    namespace: str = ""


class ChartSpec(Struct, frozen=True, tag_field="is", tag="chart"):
    """
    A Helm chart; the folder of its Chart.yaml owns what lies in it.
    """

    version: str = ""
    library: bool = False


class ReleaseSpec(Struct, frozen=True, tag_field="is", tag="release"):
    """
    A chart or manifests installed by name: helm_release, helmfile, Argo CD Application, Flux HelmRelease, dependency.
    """

    chart: str
    repository: str = ""
    version: str = ""
    namespace: str = ""
    by: str = (
        "helm"  # who installs it: "helm", "terraform", "argocd", "flux", "chart", "kustomize", "helmfile", or PART
    )
    api_version: str = ""  # of the Kubernetes object that says so; "" when it is none
    paths: tuple[str, ...] = ()  # folders in *repository* that it installs, relative to its root; globs allowed


class ImageChange(Struct, frozen=True):
    """
    What a kustomization makes of the images called *name*; "" leaves a part as it is.
    """

    name: str
    new_name: str = ""
    tag: str = ""
    digest: str = ""


class PatchUse(Struct, frozen=True):
    """
    A patch that a kustomization applies: a file of the repository, or declarations of the kustomization itself.

    Kind, name, namespace and labels are those of the objects that it is aimed at, "" (or none) where any will do.
    """

    path: str = ""
    keys: tuple[str, ...] = ()
    kind: str = ""
    name: str = ""  # a regular expression, anchored at both ends
    namespace: str = ""
    labels: str = ""  # label selector as written


PART = "part"  # installed by the release of a chart from elsewhere, as values for it say


class OverlaySpec(Struct, frozen=True, tag_field="is", tag="overlay"):
    """
    A kustomization: what it puts together, and what it makes of that. Paths are relative to the repository.
    """

    namespace: str = ""
    name_prefix: str = ""
    name_suffix: str = ""
    component: bool = False  # changes what others put together
    parts: tuple[str, ...] = ()  # files and folders, in order
    remotes: tuple[str, ...] = ()  # addresses of parts that lie elsewhere
    components: tuple[str, ...] = ()  # folders of kustomizations that change what is put together here
    patches: tuple[PatchUse, ...] = ()
    images: tuple[ImageChange, ...] = ()


class PatchSpec(Struct, frozen=True, tag_field="is", tag="patch"):
    """
    A change of Kubernetes objects that stand elsewhere; name and kind are those of the object where the change says so.
    """

    kind: str = ""
    group: str = ""
    namespace: str = ""
    deletes: bool = False  # the whole object


class ImageBuildSpec(Struct, frozen=True, tag_field="is", tag="image_build"):
    """
    A recipe for an image: a Dockerfile, a Blubber or buildpack file. Its context sources and bases are references.
    """

    tool: str = "docker"
    entrypoint: str = ""  # the last ENTRYPOINT and CMD, joined by spaces
    stages: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()  # external base images, in order; the last one is what runs
    clones: tuple[str, ...] = ()  # upstream repositories cloned or downloaded and built inside
    exposes: bool = False  # says on which port it listens


class PublishSpec(Struct, frozen=True, tag_field="is", tag="publish"):
    """
    Says under which name an image is built or pushed: compose build, CI step, Makefile, script. name = image reference.
    """

    image: str
    context: str = ""  # folder, relative to the repository; "" when unknown
    dockerfile: str = ""  # relative to the repository; "" when unknown
    target: str = ""  # build stage
    pushed: bool = True  # False where the step says that the image stays where it is built


class ProgramSpec(Struct, frozen=True, tag_field="is", tag="program"):
    """
    A main program: Go package main, Python application or script with a main part, notebook, shell entry.
    """

    language: str
    framework: str = ""  # "fastapi", "flask", "kserve", "click", "kopf", "controller-runtime", "celery" ...
    serves: bool = False  # listens for requests
    operates: bool = False  # reconciles Kubernetes objects


class ControllerSpec(Struct, frozen=True, tag_field="is", tag="controller"):
    """
    Code that reconciles a kind of resource.
    """

    group: str  # "" when the code does not say
    kind: str
    framework: str = ""


class PipelineSpec(Struct, frozen=True, tag_field="is", tag="pipeline"):
    """
    A pipeline: Airflow DAG, Argo Workflow, Kubeflow pipeline, state machine, MLproject.
    """

    engine: str  # "airflow", "argo", "kfp", "tekton", "stepfunctions", "mlflow" ...
    schedule: str | None = None
    steps: tuple[str, ...] = ()
    version: str = ""  # API version where it is a Kubernetes object
    whole: bool = False  # a project: what lies in its folder is a part of it


class ScheduleSpec(Struct, frozen=True, tag_field="is", tag="schedule"):
    """
    Something that runs at fixed times: a crontab line, a scheduled workflow, an in-process scheduler or loop.
    """

    engine: str  # "crontab", "apscheduler", "schedule", "celery", "robfig/cron", "ticker", "loop", "eventbridge" ...
    cron: str | None = None
    command: str = ""
    in_process: bool = False  # a scheduler inside a program


class CiSpec(Struct, frozen=True, tag_field="is", tag="ci"):
    """
    A CI definition: GitHub Actions, GitLab CI, CircleCI, Makefile, build scripts.
    """

    system: str  # "github", "gitlab", "circleci", "make", "script" ...
    triggers: tuple[str, ...] = ()
    jobs: tuple[str, ...] = ()
    schedules: tuple[str, ...] = ()
    upkeep: bool = False  # only looks after issues and pull requests


class ResourceSpec(Struct, frozen=True, tag_field="is", tag="resource"):
    """
    A cloud resource declared as code; name = its cloud name where written, else its address.
    """

    tool: str  # "terraform", "cloudformation", "eksctl" ...
    type: str  # "aws_s3_bucket", "google_container_cluster" ...
    address: str  # "aws_s3_bucket.models"
    data: bool = False  # looked up, not made here
    count: int | None = None
    each: str = ""  # what it is made for each of, where that stands elsewhere: "local.teams", "var.teams"
    named: str = ""  # the name as written where it must be put together: "${var.env}-models"
    handler: str = ""  # what of its code is called: "score.handler", "src/score.main"


class TieSpec(Struct, frozen=True, tag_field="is", tag="tie"):
    """
    A declaration that only joins two others: the target of a rule, a subscription, what feeds events to a function.
    """

    type: str  # "aws_cloudwatch_event_target" ...
    source: str  # the address of what starts or feeds the other
    target: str
    how: How = How.TRIGGER


class StackSpec(Struct, frozen=True, tag_field="is", tag="stack"):
    """
    A folder of infrastructure code: a Terraform root or module, a helmfile.
    """

    tool: str  # "terraform", "terragrunt", "helmfile" ...
    module: bool = False  # meant to be called by others: has inputs and no backend or provider of its own
    makes: bool = True  # False where the file only takes inputs, looks things up and hands values on
    values: dict[str, str] = {}  # known texts by address: "var.region", "local.image", "aws_ecr_repository.web.url"
    sizes: dict[str, int] = {}  # how many entries the known collections have, by address


class PackageSpec(Struct, frozen=True, tag_field="is", tag="package"):
    """
    A package that others can import or install: pyproject.toml, setup.py, go.mod, package.json.
    """

    ecosystem: str  # "python", "go", "npm"
    version: str = ""
    scripts: tuple[str, ...] = ()  # commands that it installs


class RecordSpec(Struct, frozen=True, tag_field="is", tag="record"):
    """
    One of many alike, kept as a file of data that the owner's own programs read: a cluster, a hub, a tenant.
    """

    noun: str  # what it is one of, in the singular: "cluster"
    keys: tuple[str, ...] = ()  # at the top, sorted
    provider: str = ""  # of the cloud, as written


class TestSpec(Struct, frozen=True, tag_field="is", tag="test"):
    """
    The file holds tests; *subjects* are the modules that it imports.
    """

    cases: int = 0


class SecretStoreSpec(Struct, frozen=True, tag_field="is", tag="secret_store"):
    """
    Secrets kept encrypted among the files of the repository.
    """

    tool: str  # "git-crypt", "sops"


class CatalogueEntrySpec(Struct, frozen=True, tag_field="is", tag="catalogue_entry"):
    """
    What the owners list in a catalogue of their own (Backstage); what it depends on are references.
    """

    kind: str  # "Component", "Resource"
    type: str = ""  # "service", "website", "library", "database" ... as written
    owner: str = ""  # the team
    lifecycle: str = ""


class RunbookSpec(Struct, frozen=True, tag_field="is", tag="runbook"):
    """
    A document whose commands people run by hand; what they deploy are references.
    """


Spec = (
    WorkloadSpec
    | EndpointSpec
    | CrdSpec
    | CustomResourceSpec
    | ConfigSpec
    | ChartSpec
    | ReleaseSpec
    | OverlaySpec
    | PatchSpec
    | ImageBuildSpec
    | PublishSpec
    | ProgramSpec
    | ControllerSpec
    | PipelineSpec
    | ScheduleSpec
    | CiSpec
    | ResourceSpec
    | TieSpec
    | StackSpec
    | PackageSpec
    | RecordSpec
    | TestSpec
    | SecretStoreSpec
    | RunbookSpec
    | CatalogueEntrySpec
)


class Declaration(Struct, frozen=True):
    """
    What one file says exists.
    """

    key: str  # structural and unique in the file: "Deployment/web", "services.web", "dag:etl"; never a line number
    name: str
    spec: Spec
    line: int | None = None
    confidence: Confidence = Confidence.HIGH
    status: Status | None = None  # what the declaration itself says (suspended, count = 0); None = as its path says
    condition: str = ""  # under which a template renders it, e.g. ".Values.worker.enabled"; "" = always


# ---------------------------------------------------------------------------------------------------------- references


class ImageRef(Struct, frozen=True, tag_field="is", tag="image"):
    """
    An image by its full reference as written; template expressions are kept as written.
    """

    image: str


class HostRef(Struct, frozen=True, tag_field="is", tag="host"):
    """
    A host that is called: a DNS name or the host part of a URL, with the path part where there is one.
    """

    host: str
    url: str = ""


class PathRef(Struct, frozen=True, tag_field="is", tag="path"):
    """
    A file or folder of the same repository, already relative to its root; globs allowed.
    """

    path: str


class NameRef(Struct, frozen=True, tag_field="is", tag="name"):
    """
    Something by its name within a namespace of names: "dag", "compose", "workload", "chart", "secret-store"...
    """

    space: str
    name: str


class ApiRef(Struct, frozen=True, tag_field="is", tag="api"):
    """
    A kind of Kubernetes resource that is made, watched or used. group "" = the code does not say.
    """

    group: str
    kind: str


class StoreRef(Struct, frozen=True, tag_field="is", tag="store"):
    """
    Data by its place: bucket, table, dataset, topic, queue, database, model.
    """

    store: "Store"
    name: str
    provider: str = ""  # "s3", "gcs", "bigquery", "kafka", "postgres" ... as the scheme or SDK says


class ImportRef(Struct, frozen=True, tag_field="is", tag="import"):
    """
    A package or module that code imports; *calls* are the dotted calls made on it, as far as seen.
    """

    ecosystem: str  # "python", "go", "npm"
    module: str
    calls: tuple[str, ...] = ()


class PackageRef(Struct, frozen=True, tag_field="is", tag="requirement"):
    """
    A distribution in a requirements or lock file.
    """

    ecosystem: str
    name: str
    version: str = ""
    source: str = ""  # git or direct URL


class ModuleRef(Struct, frozen=True, tag_field="is", tag="module"):
    """
    An infrastructure module by its source: a local folder (relative to the repository) or a remote address.
    """

    source: str
    local: bool
    count: int | None = None  # how often it is used at this place, where that is known
    each: str = ""  # the collection that it is used for each entry of, where that stands elsewhere


class CommandRef(Struct, frozen=True, tag_field="is", tag="command"):
    """
    A command line that is run, e.g. by CI, a Makefile or a script.
    """

    command: str


class SecretRef(Struct, frozen=True, tag_field="is", tag="secret"):
    """
    A secret or configuration object by name; never its value.
    """

    name: str
    type: str = "Secret"


class RollbackRef(Struct, frozen=True, tag_field="is", tag="rollback"):
    """
    A command that brings back what ran before.
    """

    command: str


class Store(StrEnum):
    """
    What sort of place data lies in.
    """

    BUCKET = "bucket"
    TABLE = "table"
    DATASET = "dataset"
    DATABASE = "database"
    TOPIC = "topic"
    QUEUE = "queue"
    CACHE = "cache"
    MODEL = "model"


Target = (
    ImageRef
    | HostRef
    | PathRef
    | NameRef
    | ApiRef
    | StoreRef
    | ImportRef
    | PackageRef
    | ModuleRef
    | CommandRef
    | SecretRef
    | RollbackRef
)


class Reference(Struct, frozen=True):
    """
    What one file says it needs, not resolved yet.
    """

    source: str | None  # key of a declaration of the same file; None = whichever component owns the file
    target: Target
    how: How
    line: int | None = None
    key: str | None = None  # structural place, as in Evidence
    confidence: Confidence = Confidence.HIGH


# ------------------------------------------------------------------------------------------------------------- reading


class Problem(Struct, frozen=True):
    """
    Something in a file that was not understood: it goes to the coverage ledger.
    """

    reason: Reason
    detail: str = ""
    line: int | None = None


class CodeFacts(Struct, frozen=True):
    """
    What is counted in one source file.
    """

    language: str
    lines: int = 0  # of code: neither blank nor comment only
    functions: int = 0
    complexity: int = 0  # sum of cyclomatic complexity over functions
    complexity_max: int = 0
    worst: str = ""  # the most complex function
    worst_line: int | None = None


class Reading(Struct, frozen=True):
    """
    All that one reader found in one file.
    """

    declarations: tuple[Declaration, ...] = ()
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()
    code: CodeFacts | None = None
    status: Status | None = None  # what the content says of the whole file ("Code generated by ... DO NOT EDIT")


class File(Struct, frozen=True):
    """
    What a reader sees: a path relative to the repository, and bytes. Never where they came from.
    """

    path: str
    data: bytes

    @property
    def text(self) -> str:
        """
        Return the content by the decode ladder: byte order mark, UTF-8, then Latin-1; line ends become line feeds.
        """
        return decode(self.data)[0]


def decode(data: bytes) -> tuple[str, bool]:
    """
    Return the text of *data* and whether it was UTF-8 (or marked UTF-16): else it was read as Latin-1.
    """
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _newlines(data.decode(codec, "replace")), True
    try:
        return _newlines(data.decode("utf-8")), True
    except UnicodeDecodeError:
        return _newlines(data.decode("latin-1")), False


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
