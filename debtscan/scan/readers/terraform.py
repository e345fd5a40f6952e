"""
Terraform, OpenTofu and Terragrunt files: resources, modules, installed charts, state, and the folder as a stack.
"""

import posixpath
import re
from collections.abc import Iterator

from debtscan.model.declaration import (
    CustomResourceSpec,
    Declaration,
    File,
    HostRef,
    ImageRef,
    ModuleRef,
    NameRef,
    PathRef,
    Problem,
    Reading,
    Reference,
    ReleaseSpec,
    ResourceSpec,
    ScheduleSpec,
    Spec,
    StackSpec,
    Store,
    StoreRef,
    WorkloadSpec,
)
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How, Status
from debtscan.scan.assemble import Parts
from debtscan.scan.hcl import Attribute, Block, Parsed, parse
from debtscan.scan.reader import Reader
from debtscan.scan.strings import targets_in
from debtscan.scan.terraform_words import BACKENDS, IMAGES, NAMES, REGISTRY_MODULES, SCHEDULES, WORKLOADS

KEY = "stack"

_ADDRESS = re.compile(r"(?<![\w.\"/-])(data\.)?([a-z][a-z0-9]*_[a-z0-9_]+)\.([A-Za-z_][\w-]*)")
_MODULE = re.compile(r"(?<![\w.\"/-])module\.([A-Za-z_][\w-]*)")
_FILE = re.compile(r"(?:file|templatefile|filebase64|fileset)\(\s*\"([^\"\n]{1,300})\"")
_HERE = re.compile(r"\$\{path\.(module|root|cwd)\}/?")
_API = re.compile(r"\bapiVersion\"?\s*[:=]\s*\"?([\w./-]+)")
_API_KIND = re.compile(r"\bkind\"?\s*[:=]\s*\"?(\w+)")
_TRIGGERS = re.compile(r"schedul|event_(rule|target|source)|trigger|subscription|notification|eventarc")


def wants(path: str) -> bool:
    """
    Tell by its name whether *path* holds HCL of an infrastructure tool.
    """
    return path.endswith((".tf", ".tofu")) or posixpath.basename(path) == "terragrunt.hcl"


def read(file: File) -> Reading:
    """
    Return the resources, modules and releases of the file.
    """
    text = file.text
    parsed = parse(text)
    if not parsed.blocks:
        return _empty(text, parsed)
    stack = _Stack(file.path, parsed)
    stack.declare()
    for block in parsed.blocks:
        stack.block(block)
    if parsed.broken is not None:
        stack.parts.problems.append(Problem(Reason.PARTIAL, "a block could not be read", parsed.broken))
    return stack.parts.reading()


def _empty(text: str, parsed: Parsed) -> Reading:
    """
    Return the reading of a file without blocks: switched off when all of it is commented out.
    """
    if parsed.broken is not None:
        return Reading(problems=(Problem(Reason.BROKEN, "no block could be read", parsed.broken),))
    off = re.search(r"^[ \t]*(#|//|/\*)", text, re.MULTILINE) is not None
    return Reading(status=Status.DISABLED if off else None)


class _Stack:
    """
    One file of a folder of infrastructure code.
    """

    def __init__(self, path: str, parsed: Parsed) -> None:
        self.folder = posixpath.dirname(path)
        self.tool = "terragrunt" if path.endswith(".hcl") else "terraform"
        self.parsed = parsed
        self.parts = Parts()

    def declare(self) -> None:
        """
        Declare the folder; the linker merges its files.
        """
        types = {block.type for block in self.parsed.blocks}
        backend = any(next(block.inner("backend"), None) for block in self.parsed.blocks if block.type == "terraform")
        spec = StackSpec(self.tool, module="variable" in types and "provider" not in types and not backend)
        name = posixpath.basename(self.folder) or self.tool
        self.parts.declare(Declaration(KEY, name, spec, self.parsed.blocks[0].line))

    def block(self, block: Block) -> None:
        """
        Add what one top block says.
        """
        match block.type, len(block.labels):
            case (("resource" | "data"), 2):
                self.resource(block)
            case "module", 1:
                self.module(block)
            case "terraform", _:
                self.settings(block)
            case "locals" | "variable" | "output" | "provider", _:
                self.strings(block, KEY)
            case (("dependency" | "dependencies" | "include"), _):
                self.dependency(block)
            case _:
                pass
        for inner in block.blocks:  # an unclosed brace puts what follows inside
            if (inner.type, len(inner.labels)) in {("resource", 2), ("data", 2), ("module", 1)}:
                self.block(inner)

    def resource(self, block: Block) -> None:
        type_, label = block.labels
        data = block.type == "data"
        address = f"{'data.' if data else ''}{type_}.{label}"
        count = block.literal("count")
        status = Status.DISABLED if count == "0" else None
        spec: Spec = self.release(block) if type_ == "helm_release" and not data else _spec(block, address, count)
        name = block.literal(*NAMES) or label
        self.parts.declare(Declaration(address, name, spec, block.line, status=status))
        self.schedule(block, address, name, status)
        if data:
            return
        self.strings(block, address)
        self.needs(block, address)

    def release(self, block: Block) -> ReleaseSpec:
        chart = block.get("chart")
        local = self.local_path(chart.text.strip('"')) if chart is not None and _is_local(chart) else None
        name = local or block.literal("chart") or (chart.text.strip('"') if chart is not None else "")
        if local and chart is not None:
            address = ".".join(block.labels)
            self.parts.refer(Reference(address, PathRef(local), How.DEPLOY, chart.line, f"{address}.chart"))
        version = block.get("version")
        return ReleaseSpec(
            f"./{local}" if local else name,
            block.literal("repository") or _written(block.get("repository")),
            block.literal("version") or (_written(version) if version is not None else ""),
            block.literal("namespace"),
            "terraform",
        )

    def schedule(self, block: Block, address: str, name: str, status: Status | None) -> None:
        engine, attribute = SCHEDULES.get(block.labels[0], ("", ""))
        found = next((each for each in block.everything() if each.name == attribute), None) if engine else None
        if found is not None:
            spec = ScheduleSpec(engine, found.value)
            self.parts.declare(Declaration(f"{address}:schedule", name, spec, found.line, status=status))

    def module(self, block: Block) -> None:
        source = block.get("source")
        if source is None:
            return
        label = block.labels[0]
        text = source.value if source.value is not None else source.text.strip('"')
        local = self.local_path(text) if _is_local(source) else None
        key = f"module.{label}"
        self.parts.refer(Reference(KEY, ModuleRef(local or text, local is not None), How.MODULE, source.line, key))
        type_ = next((made for known, made in REGISTRY_MODULES.items() if text.partition("//")[0].endswith(known)), "")
        if type_:
            count = block.literal("count")
            name = block.literal("cluster_name", *NAMES) or label
            spec = ResourceSpec(self.tool, type_, key, count=int(count) if count.isdigit() else None)
            status = Status.DISABLED if count == "0" else None
            self.parts.declare(Declaration(key, name, spec, block.line, status=status))
        self.strings(block, key if type_ else KEY)
        if type_:
            self.needs(block, key)

    def settings(self, block: Block) -> None:
        for backend in block.inner("backend"):
            kind = backend.labels[0] if backend.labels else ""
            attribute, provider = BACKENDS.get(kind, ("", ""))
            found = backend.get(attribute) if attribute else None
            if found is not None and found.value:
                store = StoreRef(Store.BUCKET, found.value, provider)
                self.parts.refer(Reference(KEY, store, How.DATA, found.line, "terraform.backend"))
        source = block.get("source")
        if source is not None:  # Terragrunt
            text = _HERE.sub("./", source.text.strip('"')).replace("//", "/")
            local = self.local_path(text) if text.startswith(".") else None
            self.parts.refer(
                Reference(KEY, ModuleRef(local or text, local is not None), How.MODULE, source.line, "terraform.source")
            )

    def dependency(self, block: Block) -> None:
        for attribute in block.attributes:
            if attribute.name in {"config_path", "paths"}:
                for text in re.findall(r'"(\.{1,2}/[^"\n]{1,300})"', attribute.text):
                    local = self.local_path(text)
                    if local:
                        target = ModuleRef(local, local=True)
                        self.parts.refer(
                            Reference(KEY, target, How.MODULE, attribute.line, ".".join((block.type, *block.labels)))
                        )

    def needs(self, block: Block, address: str) -> None:
        """
        Add the resources of the same folder that the block names, the images that it runs and the files that it reads.
        """
        how = How.TRIGGER if _TRIGGERS.search(block.labels[0]) else How.ENV
        for attribute in block.everything():
            key = f"{address}.{attribute.name}"
            if attribute.name not in {"depends_on", "ignore_changes", "provider", "providers"}:
                for target in _addresses(attribute.text):
                    if target != address:
                        self.parts.refer(
                            Reference(
                                address, NameRef("terraform", f"{self.folder}:{target}"), how, attribute.line, key
                            )
                        )
            image = attribute.value if attribute.name in IMAGES else None
            if image:
                self.parts.refer(Reference(address, ImageRef(image), How.IMAGE, attribute.line, key))
            for path in self.files(attribute):
                self.parts.refer(Reference(address, PathRef(path), How.DEPLOY, attribute.line, key, Confidence.MEDIUM))

    def strings(self, block: Block, source: str) -> None:
        """
        Add the stores that strings name, and hosts inside a cluster: addresses of vendors mean nothing.
        """
        for attribute in block.everything():
            if attribute.name in {"source", "repository", "description"} or (
                "://" not in attribute.text and ":" not in attribute.text
            ):
                continue
            for target in targets_in(attribute.text[:20_000]):
                inside = isinstance(target, HostRef) and (".svc" in target.host or "." not in target.host)
                if inside or isinstance(target, StoreRef):
                    how = How.ENV if inside else How.DATA
                    self.parts.refer(
                        Reference(source, target, how, attribute.line, f"{source}.{attribute.name}", Confidence.MEDIUM)
                    )

    def files(self, attribute: Attribute) -> Iterator[str]:
        for text in _FILE.findall(attribute.text):
            path = self.local_path(_HERE.sub("./", text))
            if path and "${" not in path:
                yield path

    def local_path(self, text: str) -> str | None:
        """
        Return *text*, relative to this folder, as a path of the repository; None when it leads out.
        """
        path = posixpath.normpath(posixpath.join(self.folder, _HERE.sub("./", text)))
        return None if path.startswith(("..", "/")) else path


def _is_local(attribute: Attribute) -> bool:
    return _HERE.sub("./", attribute.text.strip('"')).startswith((".", "/"))


def _written(attribute: Attribute | None) -> str:
    return attribute.text.strip('"') if attribute is not None else ""


def _addresses(text: str) -> Iterator[str]:
    for data, type_, label in _ADDRESS.findall(text):
        if not data and not type_.startswith(("path_", "each_")):
            yield f"{type_}.{label}"
    for label in _MODULE.findall(text):
        yield f"module.{label}"


def _spec(block: Block, address: str, count: str) -> Spec:
    """
    Return what a resource or data block is: a workload, an object of a cluster, or a cloud resource.
    """
    type_ = block.labels[0]
    if block.type == "resource" and type_ in {"kubernetes_manifest", "kubectl_manifest"}:
        found = _custom_resource(block)
        if found is not None:
            return found
    workload = (
        WORKLOADS.get(type_.removeprefix("kubernetes_").removesuffix("_v1"))
        if type_.startswith("kubernetes_")
        else None
    )
    if block.type == "resource" and workload:
        return WorkloadSpec("kubernetes", workload)
    return ResourceSpec("terraform", type_, address, block.type == "data", int(count) if count.isdigit() else None)


def _custom_resource(block: Block) -> CustomResourceSpec | None:
    text = next((each.text for each in block.attributes if each.name in {"manifest", "yaml_body"}), "")[:50_000]
    api, kind = _API.search(text), _API_KIND.search(text)
    if api is None or kind is None:
        return None
    group, _, version = api[1].rpartition("/")
    return CustomResourceSpec(group, version, kind[1])


READER = Reader("terraform", 1, wants, read)
