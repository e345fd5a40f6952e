"""
The modules that a Python file imports, with the names taken from them and the calls made on them.
"""

from collections.abc import Iterator

from debtscan.model.declaration import ImportRef
from debtscan.model.words import How
from debtscan.scan.draft import Draft, Place
from debtscan.scan.python.folding import fold
from debtscan.scan.python.module import Module, Site
from debtscan.scan.python.names import Import

_NAMED_BY_ARGUMENT = {"client", "resource", "build"}  # boto3.client("sqs"): the argument says what is used
_MOST = 60  # names and calls of one module


def read(module: Module, draft: Draft) -> None:
    """
    Refer to each module that is imported, once.

    *calls* holds the names that are taken from it, then what is called, from the last part of the module on
    ("bigquery.Client", "bigquery.Client.query") and as the file writes it where it renames the module. Decorators begin
    with "@"; base classes count as calls. A name in small letters that is used like a module is a module:
    `from google.cloud import bigquery`.
    """
    calls = _calls(module)
    prefixes = {site.written.partition(".")[0] for site in module.sites if "." in site.written}
    merged: dict[str, tuple[int, dict[str, None]]] = {}
    for found in module.names.imports:
        submodule = bool(found.name) and found.name.islower() and found.bound in prefixes
        name = found.dotted if submodule or not found.module else found.module
        _, names = merged.setdefault(name, (found.line, {}))
        if found.name and name != found.dotted:
            names[found.name] = None
        names.update((_short(name, call), None) for call in calls.get(found.bound, ()))
    for name, (line, names) in merged.items():
        ref = ImportRef("python", name, tuple(names)[:_MOST])
        draft.refer(Place(None, f"import:{name}", line), ref, How.IMPORT)


def _calls(module: Module) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for site in module.sites:
        if site.root:
            names = found.setdefault(site.root, {})
            names.update((name, None) for name in _names_of(module.names.by_name[site.root], site))
    for use in module.decorators:
        if use.root:
            names = found.setdefault(use.root, {})
            names[use.name] = names["@" + use.written] = None
    for name, root, _, _ in module.bases:
        if root:
            found.setdefault(root, {})[name] = None
    return found


def _names_of(imported: Import, site: Site) -> Iterator[str]:
    yield site.name
    if imported.bound != imported.dotted.rpartition(".")[2] and site.written.startswith(site.root + "."):
        yield site.written
    if site.last in _NAMED_BY_ARGUMENT and site.call.args:
        yield from (f"{site.name}('{text}'" for text in fold(site.call.args[0], site.scope)[:1])


def _short(module: str, call: str) -> str:
    """
    Return *call* from the last part of *module* on.
    """
    parent = module.rpartition(".")[0]
    return call.removeprefix(parent + ".") if parent else call
