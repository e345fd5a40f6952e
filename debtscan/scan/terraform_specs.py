"""
What the blocks of Terraform are: resources with their names and numbers, modules by what they make, known values.
"""

import re
from collections.abc import Iterable, Iterator

from debtscan.model.declaration import CustomResourceSpec, ResourceSpec, ScheduleSpec, Spec, WorkloadSpec
from debtscan.scan.hcl import Attribute, Block
from debtscan.scan.hcl_values import collection_of, size_of, template_of
from debtscan.scan.terraform_words import MODULES, NAMES, SCHEDULES, SUBMODULES, WORKLOADS

_ADDRESS = re.compile(r"(?<![\w.\"/-])(data\.)?([a-z][a-z0-9]*_[a-z0-9_]+)\.([A-Za-z_][\w-]*)")
_MODULE = re.compile(r"(?<![\w.\"/-])module\.([A-Za-z_][\w-]*)")
_REGISTRY = re.compile(r"(?:[\w.-]+/)?[\w-]+/(?P<name>[\w-]+)/(?P<provider>aws|google|azurerm)")
_REPOSITORY = re.compile(r"terraform-(?P<provider>aws|google|azurerm)-(?P<name>[\w-]+?)(?:\.git)?(?:[?/].*)?")
_API = re.compile(r"\bapiVersion\"?\s*[:=]\s*\"?([\w./-]+)")
_API_KIND = re.compile(r"\bkind\"?\s*[:=]\s*\"?(\w+)")
_MAX_VALUE = 500
_MAX_VALUES = 500


def addresses(text: str) -> Iterator[str]:
    """
    Yield the addresses of the resources and modules that an expression names; what is only looked up is left out.
    """
    for data, type_, label in _ADDRESS.findall(text):
        if not data and not type_.startswith(("path_", "each_")):
            yield f"{type_}.{label}"
    for label in _MODULE.findall(text):
        yield f"module.{label}"


def how_many(block: Block) -> tuple[int | None, str]:
    """
    Return how many of it there are, None where that is not known, and the collection that says so elsewhere.
    """
    for name in ("count", "for_each"):
        attribute = block.get(name)
        if attribute is not None:
            literal = attribute.value or ""
            count = int(literal) if literal.isdigit() else size_of(attribute.text)
            return count, collection_of(attribute.text) if name == "for_each" or "length(" in attribute.text else ""
    return None, ""


def name_of(block: Block, *first: str) -> str:
    """
    Return the name as written where it must be put together, "" where it is literal or there is none.
    """
    found = next((each for name in (*first, *NAMES) if (each := block.get(name)) is not None), None)
    return "" if found is None or found.value is not None else template_of(found.text)


def spec_of(block: Block, address: str, count: int | None, each: str) -> Spec:
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
    handler = block.literal("handler")
    return ResourceSpec("terraform", type_, address, block.type == "data", count, each, name_of(block), handler)


def schedule_of(block: Block) -> tuple[ScheduleSpec, int] | None:
    """
    Return the time at which the resource starts what it is for, with its line; None for one that keeps no time.
    """
    engine, name = SCHEDULES.get(block.labels[0], ("", ""))
    found = next((each for each in block.everything() if each.name == name), None) if engine else None
    return (ScheduleSpec(engine, found.value), found.line) if found is not None else None


def _custom_resource(block: Block) -> CustomResourceSpec | None:
    text = next((each.text for each in block.attributes if each.name in {"manifest", "yaml_body"}), "")[:50_000]
    api, kind = _API.search(text), _API_KIND.search(text)
    if api is None or kind is None:
        return None
    group, _, version = api[1].rpartition("/")
    return CustomResourceSpec(group, version, kind[1])


def module_type(source: str) -> str:
    """
    Return the type of resource that a well-known module makes, "" for others; whoever publishes it, its name says it.
    """
    plain = re.sub(r"^(?:[\w+.-]+::)?(?:(?:https?|ssh)://)?", "", source)
    whole, _, inner = plain.partition("//")
    match = _REGISTRY.fullmatch(whole) or _REPOSITORY.fullmatch(whole.rsplit("/", 1)[-1].rsplit(":", 1)[-1])
    if match is None:
        return ""
    inner = inner.partition("?")[0]
    name = f"{match['provider']}/{match['name']}"
    return SUBMODULES.get(f"{name}//{inner}", "") if inner else MODULES.get(name, "")


def values_of(blocks: Iterable[Block]) -> tuple[dict[str, str], dict[str, int]]:
    """
    Return the texts and the sizes of collections that locals and defaults of variables give, by address.
    """
    values: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for block in blocks:
        texts: dict[str, str] = {}
        numbers: dict[str, int] = {}
        if block.type == "locals":
            texts, numbers = known_values(block.attributes, "local")
        elif block.type == "variable" and block.labels:
            default = [each for each in block.attributes if each.name == "default"]
            texts, numbers = known_values(default, f"var.{block.labels[0]}", whole=True)
        values |= texts
        sizes |= numbers
    return values, sizes


def known_values(
    attributes: Iterable[Attribute], start: str, *, whole: bool = False
) -> tuple[dict[str, str], dict[str, int]]:
    """
    Return the texts and sizes of *attributes* by address; *whole* = *start* is the address already.
    """
    values: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for attribute in list(attributes)[:_MAX_VALUES]:
        address = start if whole else f"{start}.{attribute.name}"
        text = attribute.value if attribute.value is not None else template_of(attribute.text)
        size = size_of(attribute.text)
        if text and len(text) <= _MAX_VALUE and text not in {"true", "false"}:
            values[address] = text
        if size is not None:
            sizes[address] = size
    return values, sizes
