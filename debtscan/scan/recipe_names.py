"""
What the image of a Dockerfile is called, by the names of the file and its folders.
"""

import posixpath
import re

from debtscan.model.words import Status
from debtscan.scan.vocabulary import listed

NAME = re.compile(
    r"(?:(?P<before>.+)[.])?(?:dockerfile|containerfile)(?:[._-](?P<after>[^/]+?))?(?:\.(?:j2|jinja2?|tmpl|tpl|in|template|erb))?",
    re.IGNORECASE,
)
_TEMPLATES = frozenset({"j2", "jinja", "jinja2", "tmpl", "tpl", "in", "template", "erb", ""})
_MANNERS = listed(
    "dev development local debug prod production release stable staging cpu gpu cuda rocm tpu neuron arm arm64 "
    "amd64 x86 ppc64le s390x test tests testing ci alpine slim ubuntu debian centos ubi rhel distroless multi "
    "multiarch multistage konflux build builder base m1 mac windows linux"
)
_GENERIC = listed(
    "docker dockerfiles dockerfile build builds container containers image images deploy deployment src app ci "
    ".docker .devcontainer package packaging root"
)
_STATUS = {
    **dict.fromkeys(("dev", "development", "local", "debug"), Status.LOCAL),
    **dict.fromkeys(("test", "tests", "testing", "ci"), Status.TEST),
}


def name_of(path: str) -> tuple[str, Status | None]:
    """
    Return the best name of the image that the recipe at *path* builds, and what its file name says of its status.
    """
    match = NAME.fullmatch(posixpath.basename(path))
    parts = [
        part for part in ((match["before"], match["after"]) if match else ()) if part and part.lower() not in _TEMPLATES
    ]
    word = ".".join(parts)
    folders = [part for part in posixpath.dirname(path).split("/") if part]
    while len(folders) > 1 and folders[-1].lower() in _GENERIC:
        folders.pop()
    folder = folders[-1] if folders else ""
    status = _STATUS.get(word.lower())
    if word and word.lower() not in _MANNERS:
        return word, status
    return "-".join(part for part in (folder, word) if part) or "root", status
