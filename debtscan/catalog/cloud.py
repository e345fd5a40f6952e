"""
Which managed product a type of cloud resource stands for.
"""

from debtscan.catalog.tables import CloudResource, CloudResourceRow, CloudResources


class CloudIndex:
    """
    Looks types up, exact ones before those with a trailing "*"; built once.
    """

    def __init__(self, table: CloudResources) -> None:
        rows = {**table.aws, **table.gcp, **table.azure, **table.databricks, **table.others}
        self._exact = {type_: row for type_, row in rows.items() if not type_.endswith("*")}
        self._begins = tuple((type_.rstrip("*"), row) for type_, row in rows.items() if type_.endswith("*"))
        self._providers = {
            provider: frozenset(section)
            for provider, section in (
                ("aws", table.aws),
                ("gcp", table.gcp),
                ("azure", table.azure),
                ("databricks", table.databricks),
            )
        }

    def find(self, type_: str) -> CloudResource | None:
        """
        Return the product of *type_*, None when the type is only a part of something else.
        """
        key, row = type_, self._exact.get(type_)
        if row is None:
            key, row = next(((f"{start}*", row) for start, row in self._begins if type_.startswith(start)), ("", None))
        return self._resource(type_, key, row) if row else None

    def _resource(self, type_: str, key: str, row: CloudResourceRow) -> CloudResource:
        provider = next((name for name, types in self._providers.items() if key in types), type_.partition("_")[0])
        kind = None if row.minor else row.kind
        return CloudResource(type_, kind, row.kind, row.product, provider, row.capability, row.option, row.counted)
