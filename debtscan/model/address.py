"""
Addresses of things that lie in other repositories, as kustomizations write them.
"""

import re

from msgspec import Struct

_REMOTE = re.compile(r"^(https?://|git@|git::|ssh://|git://|[\w-]+(\.[\w-]+)+/[\w.-]+/.*|.*\?ref=.*)")
_SCHEME = re.compile(r"^(git::)?(\w+://)?([^/@]+@)?")
_RELEASED = frozenset({"releases", "raw", "archive", "download", "refs", "heads", "tags", "blob", "tree", "-"})


class Address(Struct, frozen=True):
    """
    A place in another repository: the name of that repository, the path in it, and which state of it.
    """

    name: str
    path: str = ""
    revision: str = ""


def is_address(written: str) -> bool:
    """
    Tell whether *written* lies elsewhere and is no path of this repository.
    """
    return _REMOTE.match(written) is not None


def address_of(written: str) -> Address:
    """
    Return the parts of an address: "https://host/owner/name//path?ref=v1", "git@host:owner/name.git" and the like.
    """
    plain, _, query = written.partition("?")
    plain = re.sub(r"^([^/:]+):(?=[^/\d])", r"\1/", _SCHEME.sub("", plain))
    revision = next((word[4:] for word in query.split("&") if word.startswith("ref=")), "")
    host, _, rest = plain.partition("/")
    owner, _, rest = rest.partition("/")
    name, _, path = rest.partition("/")
    steps = [step for step in path.split("/") if step]
    if (steps and steps[0] in _RELEASED) or host.startswith("raw."):
        revision = revision or next((step for step in steps if re.fullmatch(r"v?\d[\w.-]*", step)), "")
        steps = []  # a file handed out with a release: no place in the repository can be told
    return Address(name.removesuffix(".git") or owner, "/".join(steps), revision)
