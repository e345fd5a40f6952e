"""
Ansible: plays and the tasks of roles, with the containers, charts, packages, resources and cron jobs that they install.
"""

import posixpath
import re
from collections.abc import Callable, Iterator

from debtscan.model.declaration import (
    Declaration,
    File,
    ImageRef,
    PathRef,
    Problem,
    Reading,
    Reference,
    ReleaseSpec,
    ResourceSpec,
    ScheduleSpec,
    StackSpec,
    WorkloadSpec,
)
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How
from debtscan.safe.yaml import Mapping, Sequence, Value, load_all
from debtscan.scan.assemble import Parts
from debtscan.scan.places import NEAR
from debtscan.scan.reader import Reader
from debtscan.scan.shell import Place, read_commands
from debtscan.scan.strings import without_credentials

KEY = "stack"

_PATH = re.compile(r".+\.ya?ml")
_TASKS = re.compile(r"(?:.*/)?roles/(?P<role>[^/]+)/(?:tasks|handlers)/.+\.ya?ml")
_PLAY = re.compile(rb"^(?:- |  )(?:hosts|import_playbook|ansible\.builtin\.import_playbook):[ \t]*\S", re.MULTILINE)
_LIST = re.compile(rb"(?m)^- (?:name|hosts|(?:ansible\.builtin\.)?import_playbook|become|gather_facts|vars)\b")
_BLOCKS = ("block", "rescue", "always")
_LISTS = ("pre_tasks", "tasks", "post_tasks", "handlers")
_RESOURCES = {
    "s3_bucket": "aws_s3_bucket",
    "rds_instance": "aws_db_instance",
    "rds": "aws_db_instance",
    "ec2_instance": "aws_instance",
    "sqs_queue": "aws_sqs_queue",
    "lambda": "aws_lambda_function",
    "eks_cluster": "aws_eks_cluster",
    "ecs_cluster": "aws_ecs_cluster",
    "ecs_service": "aws_ecs_service",
    "dynamodb_table": "aws_dynamodb_table",
    "elasticache": "aws_elasticache_cluster",
    "elb_application_lb": "aws_lb",
    "gcp_container_cluster": "google_container_cluster",
    "gcp_storage_bucket": "google_storage_bucket",
    "gcp_sql_instance": "google_sql_database_instance",
    "gcp_compute_instance": "google_compute_instance",
    "gcp_pubsub_topic": "google_pubsub_topic",
    "azure_rm_aks": "azurerm_kubernetes_cluster",
    "azure_rm_storageaccount": "azurerm_storage_account",
    "azure_rm_virtualmachine": "azurerm_linux_virtual_machine",
    "hcloud_server": "hcloud_server",
    "digital_ocean_droplet": "digitalocean_droplet",
}
_PACKAGES = frozenset({"apt", "yum", "dnf", "package", "zypper", "apk", "pacman", "homebrew", "snap"})
_SHELLS = frozenset({"shell", "command", "raw"})
_UNIT = re.compile(
    r"(?:/systemd/system/[\w{}. @-]+\.service|/etc/init(?:\.d)?/[\w{}. @-]+|supervisor[^\s]*/[\w{}. @-]+\.conf)$"
)
_VERSION = re.compile(r"(?<=[a-z])[-_]?v?\d+(?:[._]\d+)*$")
_MAX_TASKS = 2_000


def wants(path: str) -> bool:
    """
    Tell whether *path* may hold plays or tasks.
    """
    return _PATH.fullmatch(path) is not None


def claims(file: File) -> bool:
    """
    Tell whether the file holds the tasks of a role by its place, or plays by its content.
    """
    if b"apiVersion:" in file.data:
        return False
    if _TASKS.fullmatch(file.path):
        return file.data.lstrip(b"-\r\n ").startswith((b"name:", b"#", b"include", b"import")) or b"\n- " in file.data
    return _LIST.search(file.data) is not None and _PLAY.search(file.data) is not None


def read(file: File) -> Reading:
    """
    Return what the plays or tasks of the file install.
    """
    loaded = load_all(file.text)
    parts = Parts()
    parts.problems += loaded.problems
    entries = [each for document in loaded.documents if isinstance(document, Sequence) for each in document]
    if not entries and not loaded.problems:
        return Reading(problems=(Problem(Reason.BROKEN, "no list at the top"),))
    role = _TASKS.fullmatch(file.path)
    tasks = _Tasks(file.path, role["role"] if role else "", parts)
    if role is None:
        folder = posixpath.basename(posixpath.dirname(file.path))
        parts.declare(Declaration(KEY, folder or "ansible", StackSpec("ansible"), 1))
        for play in entries:
            if isinstance(play, Mapping):
                _play(play, tasks)
    else:
        tasks.read(entries)
    return parts.reading()


def _play(play: Mapping, tasks: "_Tasks") -> None:
    """
    Add the roles of a play and what its own tasks install.
    """
    for key in ("import_playbook", "ansible.builtin.import_playbook"):
        if play.string(key):
            tasks.refer_path(f"./{play.string(key)}", play.line_of(key), How.STEP)
    for name, line in _roles(play.sequence("roles")):
        tasks.role(name, line)
    for key in _LISTS:
        tasks.read(play.sequence(key))


def _roles(roles: Sequence) -> Iterator[tuple[str, int]]:
    for entry, line in zip(roles, roles.lines, strict=True):
        name = (entry.string("role") or entry.string("name")) if isinstance(entry, Mapping) else str(entry)
        if name and "{{" not in name:
            yield name, line


class _Tasks:
    """
    The tasks of one file.
    """

    def __init__(self, path: str, role: str, parts: Parts) -> None:
        self.path = path
        self.owner = role
        self.parts = parts
        self.source = None if role else KEY
        self.count = 0

    def read(self, entries: list[Value]) -> None:
        """
        Add what each task installs, those in blocks too.
        """
        for task in entries:
            self.count += 1
            if not isinstance(task, Mapping) or self.count > _MAX_TASKS:
                continue
            for key in _BLOCKS:
                self.read(task.sequence(key))
            for key in task:
                self.module(key.rpartition(".")[2], task[key], task.line_of(key))

    def module(self, module: str, said: Value, line: int) -> None:
        """
        Add what one module installs; modules that only prepare a machine install nothing that an owner names.
        """
        given = said if isinstance(said, Mapping) else Mapping(line)
        if module in _RESOURCES and given.string("name"):
            name = given.string("name")
            spec = ResourceSpec("ansible", _RESOURCES[module], f"{module}.{name}")
            self.parts.declare(Declaration(f"{module}:{name}", name, spec, line))
        elif module in _SHELLS:
            text = said if isinstance(said, str) else given.string("cmd")
            self.parts.add(read_commands(text, Place(NEAR, self.source, "tasks", line)))
        elif module in _PACKAGES:
            self.packages(given or said, line)
        elif module in _MODULES:
            _MODULES[module](self, given, line)
        elif module in {"import_role", "include_role"} and given.string("name"):
            self.role(given.string("name"), line)
        elif module == "cron" and given.string("job"):
            self.cron(given, line)

    def container(self, given: Mapping, line: int) -> None:
        """
        Add a container that runs on the hosts.
        """
        image = given.string("image")
        name = given.string("name") or image.rpartition("/")[2].partition(":")[0]
        if image:
            key = f"docker:{name}"
            self.parts.declare(Declaration(key, name, WorkloadSpec("ansible", "docker_container"), line))
            self.parts.refer(Reference(key, ImageRef(image), How.IMAGE, line, f"{key}.image"))

    def chart(self, given: Mapping, line: int) -> None:
        """
        Add an installed chart.
        """
        chart = given.string("chart_ref") or given.string("chart_name")
        name = given.string("name") or given.string("release_name")
        if not chart:
            return
        repository = given.string("chart_repo_url")
        spec = ReleaseSpec(chart, repository, given.string("chart_version"), given.string("release_namespace"), "helm")
        self.parts.declare(Declaration(f"helm:{name}", name or chart, spec, line))

    def manifest(self, given: Mapping, line: int) -> None:
        """
        Add the manifests that are applied.
        """
        for key in ("src", "template"):
            if given.string(key) and "{{" not in given.string(key):
                self.refer_path(f"./{given.string(key)}", line, How.DEPLOY)

    def unit(self, given: Mapping, line: int) -> None:
        """
        Add the service that a unit file of the own makes of what the role installs.
        """
        if self.owner and _UNIT.search(given.string("dest")[:300]):
            name = _VERSION.sub("", self.owner)
            spec = WorkloadSpec("ansible", "systemd")
            self.parts.declare(Declaration(f"service:{name}", name, spec, line, Confidence.MEDIUM))

    def packages(self, said: Value, line: int) -> None:
        """
        Add the packages that are installed: the catalogue knows which of them are products.
        """
        names = said.get("name", said.get("pkg")) if isinstance(said, Mapping) else said
        words = [str(name) for name in names] if isinstance(names, list) else str(names or "").split(",")
        for word in words[:200]:
            name = re.split(r"[=\s{<>]", word.strip().removeprefix("name="))[0]
            if name:
                spec = ReleaseSpec(name, by="ansible")
                self.parts.declare(Declaration(f"package:{name}", name, spec, line, Confidence.MEDIUM))

    def role(self, name: str, line: int) -> None:
        """
        Add a role that is applied, by its folder or, where it is somebody else's, by its name.
        """
        plain = name.rpartition(".")[2]
        self.refer_path(f"./roles/{name}", line, How.DEPLOY)
        product = _VERSION.sub("", plain.rpartition("/")[2])
        spec = ReleaseSpec(product, by="ansible")
        self.parts.declare(Declaration(f"role:{name}", plain, spec, line, Confidence.MEDIUM))

    def cron(self, given: Mapping, line: int) -> None:
        """
        Add a line of the hosts' crontab.
        """
        times = [given.string(key) or "*" for key in ("minute", "hour", "day", "month", "weekday")]
        cron = given.string("special_time") or " ".join(times)
        command = without_credentials(given.string("job"))
        name = given.string("name") or "cron"
        self.parts.declare(Declaration(f"cron:{name}", name, ScheduleSpec("ansible", cron, command), line))

    def refer_path(self, path: str, line: int, how: How) -> None:
        """
        Add a file or folder near this one.
        """
        self.parts.refer(Reference(self.source, PathRef(path), how, line, None, Confidence.MEDIUM))


_MODULES: dict[str, Callable[[_Tasks, Mapping, int], None]] = {
    "docker_container": _Tasks.container,
    "podman_container": _Tasks.container,
    "docker_swarm_service": _Tasks.container,
    "helm": _Tasks.chart,
    "k8s": _Tasks.manifest,
    "template": _Tasks.unit,
    "copy": _Tasks.unit,
}

READER = Reader(name="ansible", version=1, wants=wants, claims=claims, read=read)
