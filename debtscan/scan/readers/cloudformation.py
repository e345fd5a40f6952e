"""
CloudFormation and SAM templates in YAML and JSON, nested ones too.
"""

import re

from debtscan.model.declaration import File, Reading
from debtscan.model.words import Status
from debtscan.safe.yaml import Mapping, load_all
from debtscan.scan.cloudformation.names import stack_name
from debtscan.scan.cloudformation.template import Template
from debtscan.scan.draft import Draft
from debtscan.scan.reader import Reader

_PATH = re.compile(r".+\.(ya?ml|json|template|cfn)", re.IGNORECASE)
_HEAD = re.compile(rb"^[ \t{\"]{0,20}(AWSTemplateFormatVersion|Transform)\"?[ \t]*:", re.MULTILINE)
_RESOURCES = re.compile(rb"^[ \t{\"]{0,20}Resources\"?[ \t]*:", re.MULTILINE)
_TYPE = re.compile(rb"\bType\"?[ \t]*:[ \t]*[\"']?AWS::\w+::\w+")


def wants(path: str) -> bool:
    """
    Tell whether *path* may hold a template.
    """
    return _PATH.fullmatch(path) is not None


def claims(file: File) -> bool:
    """
    Tell whether the content is a template: it says so, or it has resources of AWS.
    """
    data = file.data
    return _RESOURCES.search(data) is not None and (_HEAD.search(data) is not None or _TYPE.search(data) is not None)


def read(file: File) -> Reading:
    """
    Return the stack of the template, its resources, and what each of them needs.
    """
    draft = Draft(file.path)
    loaded = load_all(file.text)
    draft.problems += loaded.problems
    document = next((each for each in loaded.documents if isinstance(each, Mapping) and "Resources" in each), None)
    if document is not None:
        Template(draft, stack_name(file.path), document).read()
    return draft.reading(Status.LIVE)


READER = Reader(name="cloudformation", version=1, wants=wants, claims=claims, read=read)
