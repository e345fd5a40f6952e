"""
What a shell command really runs: through wrappers, in inner shells, and from files that earlier commands made.
"""

import re
from collections.abc import Iterator

from debtscan.scan.commands import COMMANDS
from debtscan.scan.commands.call import Call, Item
from debtscan.scan.vocabulary import listed

_WRAPPERS = listed(
    "sudo env nohup exec command nice ionice time timeout retry xargs watch caffeinate stdbuf eatmydata chronic "
    "setsid dotenv aws-vault doppler op tini dumb-init su-exec gosu parallel poetry pipenv uv pdm hatch rye pipx "
    "conda mamba micromamba bundle npx xvfb-run numactl kubectl-retry ddtrace-run "
    "opentelemetry-instrument"
)

_WRAPPING = re.compile(r"retry|^run$|^run_|_run$|^try|^execute|^log_and|^x$", re.IGNORECASE)


def unwrapped(call: Call) -> Call:
    """
    Return the command that a wrapper (sudo, timeout, retry, poetry run ...) starts, or *call* itself.
    """
    for _ in range(4):
        if call.name not in _WRAPPERS and not _WRAPPING.search(call.name):
            return call
        at = next((index for index, word in enumerate(call.args[:10]) if _startable(word)), None)
        if at is None:
            return call
        word = call.args[at]
        call = Call(
            word.rpartition("/")[2],
            call.args[at + 1 :],
            call.line,
            call.folder,
            call.source,
            call.key,
            word,
            call.reads,
            call.writes,
            call.upstream,
            call.body,
        )
    return call


def _startable(word: str) -> bool:
    name = word.rpartition("/")[2]
    return name in COMMANDS or name in _WRAPPERS or name.endswith((".sh", ".py", ".bash")) or word.startswith("./")


def inner_text(call: Call) -> str:
    """
    Return the commands that a shell is given as one word.
    """
    if call.name == "eval":
        return " ".join(call.args)
    if call.name == "ssh":
        return call.args[-1] if len(call.args) > 1 and " " in call.args[-1] else ""
    for option, text in zip(call.args, call.args[1:], strict=False):
        if re.fullmatch(r"-[a-z]*c", option):
            return text
    return call.body if not any(not word.startswith("-") for word in call.args) else ""


def sources_of(call: Call, before: Call) -> Iterator[Item]:
    """
    Yield the files and programs behind a made file, used as *call* uses it.
    """
    again = Call(
        "kubectl" if call.name in {"kubectl", "oc"} else call.name,
        ("apply", "-f", "-"),
        call.line,
        before.folder,
        call.source,
        call.key,
        upstream=(before,),
    )
    if again.name == "kubectl":
        yield from COMMANDS["kubectl"](again)
