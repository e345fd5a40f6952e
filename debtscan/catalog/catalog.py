"""
The catalogue: what debtscan knows about the world outside the estate. Each file is read when it is first asked for.
"""

from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path

from debtscan.base.resources import bundled
from debtscan.catalog.check import check_catalog
from debtscan.catalog.cloud import CloudIndex
from debtscan.catalog.document import read_table
from debtscan.catalog.groups import GroupIndex
from debtscan.catalog.lifetimes import DeprecationIndex, LifetimeIndex
from debtscan.catalog.reference import ImageTable, chart_name
from debtscan.catalog.signals import SignalIndex
from debtscan.catalog.tables import (
    ApiDeprecation,
    Capabilities,
    Capability,
    CloudResource,
    CloudResources,
    CodeSignal,
    CodeSignals,
    CrdGroup,
    CrdGroups,
    Deprecations,
    Ending,
    Lifetimes,
    ManagedOption,
    ManagedOptions,
    Product,
    Products,
)
from debtscan.model.component import ApiEnd, CapabilityId
from debtscan.model.words import Confidence

_VENDORS = {"gcp": "google_cloud"}  # provider word of a component -> vendor of an option
_ON_OFFER = frozenset({"active", "maintenance"})


def load_catalog(folder: Path | None = None) -> "Catalog":
    """
    Return the catalogue of *folder*, all of it checked; without a folder, the one that ships with debtscan.
    """
    if folder is None:
        return _shipped()
    check_catalog(folder)
    return Catalog(folder)


@cache
def _shipped() -> "Catalog":
    return Catalog(bundled("rules") / "catalog")


class Catalog:
    """
    Answers by name, version or reference; None and () mean that nothing is known.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def capabilities(self) -> Mapping[CapabilityId, Capability]:
        """
        The capabilities by id, in the order of the map.
        """
        table = read_table(self.folder / "capabilities.yaml", Capabilities)
        return {capability.id: capability for capability in table.capabilities}

    @cached_property
    def code_signals(self) -> Mapping[str, CodeSignal]:
        """
        The code signals by id.
        """
        table = read_table(self.folder / "code_signals.yaml", CodeSignals)
        return {signal.id: signal for signal in table.signals}

    @cached_property
    def _signals(self) -> SignalIndex:
        return SignalIndex(tuple(self.code_signals.values()))

    def signal_of_import(self, ecosystem: str, module: str, calls: tuple[str, ...] = ()) -> tuple[CodeSignal, ...]:
        """
        Return what an import betrays, the closest first; *ecosystem* is python or go.
        """
        return self._signals.of_import(ecosystem, module, calls)

    def signal_of_package(self, ecosystem: str, name: str, version: str = "") -> tuple[CodeSignal, ...]:
        """
        Return what a requirement betrays.
        """
        return self._signals.of_package(ecosystem, name, version)

    def signal_of_image(self, image: str) -> CodeSignal | None:
        """
        Return what an image betrays.
        """
        return self._signals.of_image(image)

    def signal_of_command(self, text: str) -> tuple[CodeSignal, ...]:
        """
        Return what the commands in *text* betray.
        """
        return self._signals.of_command(text)

    @cached_property
    def _groups(self) -> GroupIndex:
        return GroupIndex(read_table(self.folder / "crd_groups.yaml", CrdGroups))

    def crd_group(self, group: str, kind: str) -> CrdGroup | None:
        """
        Return whose API group it is; None = home-made.
        """
        return self._groups.find(group, kind)

    def is_builtin_group(self, group: str) -> bool:
        """
        Tell whether the API group is Kubernetes' own.
        """
        return self._groups.is_builtin(group)

    @cached_property
    def products(self) -> tuple[Product, ...]:
        """
        The products that platforms run themselves.
        """
        return read_table(self.folder / "products.yaml", Products).products

    @cached_property
    def _product_images(self) -> ImageTable[Product]:
        return ImageTable((image, row) for row in self.products for image in (*row.images, *row.names))

    @cached_property
    def _product_charts(self) -> Mapping[str, Product]:
        return {name: row for row in reversed(self.products) for name in (*row.charts, *row.names)}

    @cached_property
    def products_by_name(self) -> Mapping[str, Product]:
        """
        The products by the name that components carry.
        """
        return {row.name: row for row in self.products}

    def product_of_image(self, image: str) -> Product | None:
        """
        Return the product that an image is.
        """
        return self._product_images.find(image)

    def product_of_chart(self, chart: str, repository: str = "") -> Product | None:
        """
        Return the product that a chart installs; where the name says nothing, the last part of *repository* may.
        """
        return self._product_charts.get(chart_name(chart) or chart_name(repository))

    @cached_property
    def _cloud(self) -> CloudIndex:
        return CloudIndex(read_table(self.folder / "cloud_resources.yaml", CloudResources))

    def cloud_resource(self, type_: str) -> CloudResource | None:
        """
        Return the managed product that a Terraform or CloudFormation type stands for.
        """
        return self._cloud.find(type_)

    @cached_property
    def options(self) -> Mapping[str, ManagedOption]:
        """
        The managed options by id.
        """
        table = read_table(self.folder / "managed_options.yaml", ManagedOptions)
        return {option.id: option for option in table.options}

    def managed_option(self, identity: str) -> ManagedOption | None:
        """
        Return the managed option with that id.
        """
        return self.options.get(identity)

    def options_for(self, capability: str, provider: str | None = None) -> tuple[ManagedOption, ...]:
        """
        Return what can be had today for a capability, of one provider or vendor where one is given.
        """
        vendor = _VENDORS.get(provider, provider) if provider else None
        return tuple(
            option
            for option in self.options.values()
            if capability in option.capabilities and option.status in _ON_OFFER and vendor in {None, option.vendor}
        )

    @cached_property
    def _deprecations(self) -> DeprecationIndex:
        return DeprecationIndex(read_table(self.folder / "deprecations.yaml", Deprecations))

    def deprecation(self, api_version: str, kind: str) -> ApiDeprecation | None:
        """
        Return what is known about the end of *kind* in an API version.
        """
        return self._deprecations.of_api(api_version, kind)

    def api_end(self, api_version: str, kind: str) -> ApiEnd | None:
        """
        Return the same as a fact of a component; None where the catalogue is too unsure to argue with.
        """
        row = self._deprecations.of_api(api_version, kind)
        if row is None or row.confidence is Confidence.LOW:
            return None
        return ApiEnd(row.component, row.replacement or None, row.deprecated_in, row.removed_in, row.removed)

    @cached_property
    def _lifetimes(self) -> LifetimeIndex:
        return LifetimeIndex(read_table(self.folder / "end_of_life.yaml", Lifetimes))

    def end_of_life(self, image: str) -> Ending | None:
        """
        Return the life of the version in the tag of an image.
        """
        return self._lifetimes.of_image(image)
