"""
Platforms that many components use through their client library: known by the imports alone, or declared in the estate.
"""

from msgspec import Struct, field

from debtscan.catalog.catalog import Catalog
from debtscan.graph.board import Board
from debtscan.graph.directory import Directory
from debtscan.graph.drafts import Draft
from debtscan.graph.web import Web
from debtscan.model.declaration import ImportRef, PackageRef
from debtscan.model.evidence import Evidence
from debtscan.model.signal import Why
from debtscan.model.words import Built, Confidence, How, Kind, Status

_PLATFORMS = frozenset({"experiment_tracking", "feature_store", "online_serving", "data_versioning", "labelling"})
_BUILT = {"managed": Built.MANAGED, "off_the_shelf": Built.OSS}
_SERVERS = frozenset({Kind.SERVICE, Kind.UI, Kind.DATASTORE})
_MANY = 3  # components that use it before an owner would name it


class _Kit(Struct):
    signal: str
    module: str
    built: Built
    capability: str
    uses: list[tuple[Draft, Evidence]] = field(default_factory=list)
    pins: list[Evidence] = field(default_factory=list)  # where its version is asked for


def add_kits(board: Board, catalog: Catalog, directory: Directory, web: Web) -> None:
    """
    Link who imports the client of a platform to it, and start a draft for one that only imports speak of.
    """
    for kit in _kits(board, catalog, directory):
        users = {id(draft): draft for draft, _ in kit.uses}
        if len(users) < _MANY:
            continue
        platform = _declared(board, catalog, kit) or _start(board, catalog, kit)
        for draft, evidence in kit.uses:
            web.link([draft], [platform], How.IMPORT, evidence, Confidence.MEDIUM)


def _kits(board: Board, catalog: Catalog, directory: Directory) -> list[_Kit]:
    found: dict[tuple[str, str], _Kit] = {}
    for (repo, path), file in board.files.items():
        for ref in file.reading.references if file.status is Status.LIVE else ():
            if isinstance(ref.target, ImportRef):
                signals = catalog.signal_of_import(ref.target.ecosystem, ref.target.module, ref.target.calls)
                word = ref.target.module.partition(".")[0]
            elif isinstance(ref.target, PackageRef):
                signals = catalog.signal_of_package(ref.target.ecosystem, ref.target.name)
                word = ref.target.name
            else:
                continue
            place = Evidence(repo, path, ref.line, f"import:{word}", "import")
            for signal in signals:
                first = next(iter(signal.capabilities), "")
                if signal.class_ in _BUILT and first in _PLATFORMS:
                    kit = found.setdefault((signal.id, word), _Kit(signal.id, word, _BUILT[signal.class_], first))
                    _note(kit, place, directory.owners.of(repo, path), pin=isinstance(ref.target, PackageRef))
    return [found[key] for key in sorted(found)]


def _note(kit: _Kit, place: Evidence, owners: list[Draft], *, pin: bool) -> None:
    """
    Keep that the file at *place* uses *kit*, once for each component, and where its version stands.
    """
    kit.uses += [(owner, place) for owner in owners if all(owner is not user for user, _ in kit.uses)]
    if pin and all(place.path != known.path for known in kit.pins):
        kit.pins.append(place)


def _declared(board: Board, catalog: Catalog, kit: _Kit) -> Draft | None:
    """
    Return the platform that the estate itself runs.
    """
    product = catalog.products_by_id.get(kit.signal)
    return next((draft for draft in board.drafts if product is not None and draft.product == product.name), None)


def _start(board: Board, catalog: Catalog, kit: _Kit) -> Draft:
    product = catalog.products_by_id.get(kit.signal)
    serves = product is not None and product.kind in _SERVERS
    kind = product.kind if product is not None and serves else Kind.LIBRARY
    name = product.name if product is not None and serves else kit.module
    first, *others = dict.fromkeys([*kit.pins, *(place for _, place in kit.uses)])
    draft = board.start_external(name, kind, first)
    draft.evidence += others
    draft.decide(Why.TECHNOLOGY, first, kit.signal, built=kit.built, capability=kit.capability)
    draft.product = name
    draft.aliases.add(kit.module)
    return draft
