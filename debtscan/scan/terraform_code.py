"""
Where Terraform says what a function or container is made of: source folders, archives of them, images of containers.
"""

import posixpath
import re
from collections.abc import Iterator

from debtscan.scan.hcl import Attribute
from debtscan.scan.hcl_values import template_of
from debtscan.scan.terraform_words import IMAGES

_CODE = frozenset({"filename", "source_dir", "source_file", "source_path", "source_code_path", "local_source_path"})
CARRIERS = frozenset({"archive_file", "google_storage_bucket_object", "aws_s3_object", "aws_s3_bucket_object"})
ARCHIVE = re.compile(r"(?<![\w.\"/-])((?:data\.)?(?:archive_file|google_storage_bucket_object)\.[A-Za-z_][\w-]*)")

_CONTAINERS = frozenset({"container_definitions", "container_properties", "manifest", "yaml_body", "job_definition"})
_IMAGE = re.compile(r"\b[iI]mage\"?\s*[:=]\s*(\"[^\"\n]{1,300}\"|(?:var|local|aws_ecr_repository)[\w.-]{1,200})")
_PACKED = (".zip", ".tar.gz", ".tgz", ".jar")


def code_paths(attribute: Attribute) -> Iterator[str]:
    """
    Yield the folders and files that *attribute* may mean as code; an archive stands for the folder that bears its name.
    """
    if attribute.name not in _CODE:
        return
    written = template_of(attribute.text)
    if "/" not in written and "." not in (attribute.value or "") and not written.startswith(("${local.", "${var.")):
        return
    suffix = next((each for each in _PACKED if written.endswith(each)), "")
    yield written.removesuffix(suffix) if suffix else written
    if suffix and posixpath.dirname(written):
        yield posixpath.dirname(written)


def images_in(attribute: Attribute) -> Iterator[str]:
    """
    Yield the images that an attribute names, expressions kept as "${...}".
    """
    if attribute.name in IMAGES:
        found = attribute.value if attribute.value is not None else template_of(attribute.text)
        if found:
            yield found
    elif attribute.name in _CONTAINERS:
        yield from filter(None, map(template_of, _IMAGE.findall(attribute.text[:100_000])))
