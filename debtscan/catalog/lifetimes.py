"""
What is old: API versions that are or will be gone, and versions in the tags of images that nobody mends any more.
"""

import re

from debtscan.catalog.reference import ImageTable, split_image
from debtscan.catalog.tables import ApiDeprecation, Deprecations, Ending, EndOfLife, Lifetimes

_VERSION = re.compile(r"v?(\d+(?:\.\d+)*)(?![\d.])")


class DeprecationIndex:
    """
    Looks API versions up; built once.
    """

    def __init__(self, table: Deprecations) -> None:
        self._rows = {(row.version, kind): row for row in table.api_versions for kind in row.kinds}

    def of_api(self, version: str, kind: str) -> ApiDeprecation | None:
        """
        Return the deprecation of *kind* in that API version.
        """
        return self._rows.get((version, kind))


class LifetimeIndex:
    """
    Looks versions in tags up; built once.
    """

    def __init__(self, table: Lifetimes) -> None:
        self._images = ImageTable((image, row) for row in table.products for image in row.images)

    def of_image(self, reference: str) -> Ending | None:
        """
        Return the life of the version that the tag names; None when there is no such row or the tag names no version.
        """
        row = self._images.find(reference)
        version = _version_in(split_image(reference).tag, row) if row else None
        if row is None or version is None:
            return None
        return Ending(row.product, version, row.versions[version].ends, row.replacement, row.source, row.confidence)


def _version_in(tag: str, row: EndOfLife) -> str | None:
    if "all" in row.versions:
        return "all"
    for word in tag.split("-"):
        if word in row.names:
            return row.names[word]
    found = _VERSION.match(tag)
    number = found[1] if found else ""
    while number:
        if number in row.versions:
            return number
        number = number.rpartition(".")[0]
    return None
