"""
Commands that open the secrets of a repository: whoever runs them needs the key.
"""

from collections.abc import Iterator

from debtscan.model.declaration import NameRef
from debtscan.model.words import How
from debtscan.scan.commands.call import Call, Handler, Item


def opened(call: Call) -> Iterator[Item]:
    """
    Yield the tool by which the secrets are opened or written.
    """
    yield call.refer(NameRef("secret-store", call.name), How.STEP)


HANDLERS: dict[str, Handler] = {"git-crypt": opened, "sops": opened}
