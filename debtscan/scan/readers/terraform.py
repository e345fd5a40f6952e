"""
Terraform, OpenTofu and Terragrunt files: resources, modules, installed charts, state, and the folder as a stack.
"""

import posixpath
import re
from collections.abc import Iterator

from msgspec.structs import replace

from debtscan.model.declaration import (
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
    Spec,
    StackSpec,
    Store,
    StoreRef,
)
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How, Status
from debtscan.scan.assemble import Parts
from debtscan.scan.hcl import Attribute, Block, Parsed, assignments, parse, uncommented
from debtscan.scan.reader import Reader
from debtscan.scan.strings import targets_in
from debtscan.scan.terraform_code import ARCHIVE, CARRIERS, code_paths, images_in
from debtscan.scan.terraform_specs import (
    addresses,
    how_many,
    known_values,
    module_type,
    name_of,
    schedule_of,
    spec_of,
    values_of,
)
from debtscan.scan.terraform_ties import events_of, is_event, ties_of
from debtscan.scan.terraform_words import BACKENDS, NAMES, NETWORK, PASSIVE

KEY = "stack"

_FILE = re.compile(r"(?:file|templatefile|filebase64|fileset)\(\s*\"([^\"\n]{1,300})\"")
_HERE = re.compile(r"\$\{(?:path\.(?:module|root|cwd)|abspath\(path\.(?:module|root)\))\}/?")
_UNIT = re.compile(r'"(\.{1,2}/[^"\n]{1,300})"')
_COMMENTED = re.compile(r"^[ \t]*(#|//|/\*)", re.MULTILINE)
_RUNS_STEPS = frozenset({"aws_sfn_state_machine", "google_workflows_workflow"})
_TRIGGERS = re.compile(r"schedul|event_(rule|target|source)|trigger|subscription|notification|eventarc")


def wants(path: str) -> bool:
    """
    Tell by its name whether *path* holds HCL of an infrastructure tool.
    """
    return path.endswith((".tf", ".tofu", ".tfvars")) or posixpath.basename(path) == "terragrunt.hcl"


def read(file: File) -> Reading:
    """
    Return the resources, modules and releases of the file; those that are commented out as a whole are disabled.
    """
    text = file.text
    if file.path.endswith(".tfvars"):
        return _settings(file.path, text)
    parsed = parse(text)
    if parsed.blocks:
        return _read(file.path, parsed)
    if parsed.broken is not None:
        return Reading(problems=(Problem(Reason.BROKEN, "no block could be read", parsed.broken),))
    if _COMMENTED.search(text) is None:
        return Reading()
    off = parse(uncommented(text))
    inner = _read(file.path, off) if off.blocks and off.broken is None else Reading()
    return replace(inner, status=Status.DISABLED)


def _read(path: str, parsed: Parsed) -> Reading:
    stack = _Stack(path, parsed)
    stack.declare()
    for block in parsed.blocks:
        stack.block(block)
    if parsed.broken is not None:
        stack.parts.problems.append(Problem(Reason.PARTIAL, "a block could not be read", parsed.broken))
    return stack.parts.reading()


def _settings(path: str, text: str) -> Reading:
    """
    Return the values of the variables that a file of settings gives.
    """
    values, sizes = known_values(assignments(text), "var")
    stem = posixpath.basename(path).removesuffix(".tfvars")
    return Reading((Declaration("settings", stem, StackSpec("tfvars", makes=False, values=values, sizes=sizes), 1),))


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
        module = "variable" in types and "provider" not in types and not backend
        values, sizes = values_of(self.parsed.blocks)
        makes = self.tool == "terragrunt" or not types <= PASSIVE
        spec = StackSpec(self.tool, module, makes, values, sizes)
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
        count, each = how_many(block)
        status = Status.DISABLED if count == 0 else None
        name = block.literal(*NAMES) or label
        ties = [] if data else ties_of(block)
        for number, tie in enumerate(ties, 1):
            key = address if number == 1 else f"{address}#{number}"
            self.parts.declare(Declaration(key, label, tie, block.line, status=status))
        if ties:
            return
        release = type_ == "helm_release" and not data
        spec: Spec = self.release(block) if release else spec_of(block, address, count, each)
        self.parts.declare(Declaration(address, name, spec, block.line, status=status))
        for number, tie in enumerate(events_of(block, address), 1):
            self.parts.declare(Declaration(f"{address}:event[{number}]", label, tie, block.line, status=status))
        self.schedule(block, address, name, status)
        if type_ in CARRIERS or not data:
            self.code(block, address)
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
        found = schedule_of(block)
        if found is not None:
            spec, line = found
            self.parts.declare(Declaration(f"{address}:schedule", name, spec, line, status=status))

    def module(self, block: Block) -> None:
        source = block.get("source")
        if source is None:
            return
        label = block.labels[0]
        text = source.value if source.value is not None else source.text.strip('"')
        local = self.local_path(text) if _is_local(source) else None
        key = f"module.{label}"
        count, each = how_many(block)
        target = ModuleRef(local or text, local is not None, count, each)
        self.parts.refer(Reference(KEY, target, How.MODULE, source.line, key))
        type_ = module_type(text) if local is None else ""
        if type_:
            name = block.literal("cluster_name", *NAMES) or label
            spec = ResourceSpec(self.tool, type_, key, count=count, each=each, named=name_of(block, "cluster_name"))
            status = Status.DISABLED if count == 0 else None
            self.parts.declare(Declaration(key, name, spec, block.line, status=status))
        self.strings(block, key if type_ else KEY)
        if type_:
            self.needs(block, key)
            self.code(block, key)

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
        key = ".".join((block.type, *block.labels))
        paths = (each for each in block.attributes if each.name in {"config_path", "paths"})
        for text, line in ((text, each.line) for each in paths for text in _UNIT.findall(each.text)):
            local = self.local_path(text)
            if local:
                self.parts.refer(Reference(KEY, ModuleRef(local, local=True), How.MODULE, line, key))

    def needs(self, block: Block, address: str) -> None:
        """
        Add the resources of the same folder that the block names, the images that it runs and the files that it reads.
        """
        how = How.TRIGGER if _TRIGGERS.search(block.labels[0]) else How.ENV
        how = How.STEP if block.labels[0] in _RUNS_STEPS else how
        for attribute in block.everything():
            key = f"{address}.{attribute.name}"
            if not NETWORK.search(attribute.name) and not is_event(block.labels[0], attribute.name):
                for target in addresses(attribute.text):
                    if target != address:
                        self.parts.refer(
                            Reference(
                                address, NameRef("terraform", f"{self.folder}:{target}"), how, attribute.line, key
                            )
                        )
            for image in images_in(attribute):
                sure = Confidence.MEDIUM if "${" in image else Confidence.HIGH
                self.parts.refer(Reference(address, ImageRef(image), How.IMAGE, attribute.line, key, sure))
            for path in self.files(attribute):
                self.parts.refer(Reference(address, PathRef(path), How.DEPLOY, attribute.line, key, Confidence.MEDIUM))

    def code(self, block: Block, address: str) -> None:
        """
        Add the folder or file that a function is made of, or the archive of it that stands in another block.
        """
        for attribute in block.everything():
            key = f"{address}.{attribute.name}"
            for path in code_paths(attribute):
                made = "${" in _HERE.sub("", path)  # the linker knows the values of the whole folder
                local = path if made else self.local_path(path)
                if local:
                    self.parts.refer(Reference(address, PathRef(local), How.BUILD, attribute.line, key))
            for archive in ARCHIVE.findall(attribute.text):
                target = NameRef("terraform", f"{self.folder}:{archive}")
                self.parts.refer(Reference(address, target, How.BUILD, attribute.line, key))

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


READER = Reader("terraform", 2, wants, read)
