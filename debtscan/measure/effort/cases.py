"""
The one case of the guide that a commit falls under, as far as its message, paths and past can tell: first match wins.
"""

from msgspec import Struct

from debtscan.measure.effort.past import WHOLLY, is_infra
from debtscan.measure.effort.roles import INFRA, Role, role_of
from debtscan.measure.effort.trail import WIDE, Before
from debtscan.measure.effort.words import Message
from debtscan.model.history import Change, Touch

_PROSE = frozenset({Role.DOCS, Role.PICTURE, Role.RUNBOOK})
_TOOLING = frozenset({Role.CI, Role.HYGIENE, Role.SCRIPT})
_EXAMPLE = frozenset({Role.EXAMPLE, Role.NOTEBOOK})
_RESOLVED = frozenset({Role.LOCK, Role.DEPENDENCY})
_PRODUCT = frozenset({Role.CODE, Role.INTERFACE, Role.QUERY, Role.SCHEDULE, Role.NOTEBOOK, Role.DATA})
_VALUES = frozenset({Role.SETTING, Role.SECRET, Role.MANIFEST})
_OTHERWISE = frozenset({"add", "improve", "reshape", "bump", "update", "raises", "log", "docs", "test"})
_HALF = 0.5
_AN_HOUR = 0.08  # days

Groups = frozenset[str]


def corrects(message: Message) -> bool:
    """
    Tell whether the message speaks of a correction; a clearer error text is none, nor is an addition that names errors.
    """
    if message.kind == "fix" or not {"fix", "back"}.isdisjoint(message.verb):
        return True
    if "plain" in message.speaks or not _OTHERWISE.isdisjoint(message.verb):
        return False
    return not message.speaks.isdisjoint(("fix", "symptom", "properly"))


def adds(message: Message) -> bool:
    """
    Tell whether the message names something new.
    """
    return "add" in message.verb or message.kind == "feat"


class Seen(Struct, frozen=True):
    """
    What decides about the case of one commit.
    """

    message: Message
    verb: Groups
    said: Groups  # names of signals
    roles: frozenset[Role]
    before: Before
    all_new: bool
    mends: bool
    below: bool  # a defect is named in the body
    bot: bool

    @classmethod
    def of(cls, change: Change, message: Message, said: Groups, before: Before, *, bot: bool) -> "Seen":
        """
        Return what is seen of *change*.
        """
        return cls(
            message=message,
            verb=frozenset(message.verb),
            said=said,
            roles=frozenset(role_of(one.path) for one in change.paths[:WIDE]),
            before=before,
            all_new=bool(change.paths) and all(one.touch is Touch.ADDED for one in change.paths),
            mends=corrects(message),
            below="symptom" in message.explains and not message.squashed,
            bot=bot,
        )


def case_of(seen: Seen) -> str:
    """
    Return the name of the case.
    """
    return _by_message(seen) or _by_kind_of_file(seen) or _deployed(seen) or _product(seen)


def _by_message(seen: Seen) -> str | None:
    if "reapply" in seen.said:
        return "reapplies"
    if "revert" in seen.said:
        return "reverts"
    if seen.bot:
        plain = not seen.roles & _PRODUCT or seen.message.speaks & {"bump", "update", "release"}
        return "bot" if plain else "bot, product"
    if "only a version" in seen.said or ("release" in seen.verb and not seen.mends):
        return "releases"
    return None if seen.roles else "nothing"


def _by_kind_of_file(seen: Seen) -> str | None:  # noqa: PLR0911 - one question a line
    roles, speaks = seen.roles, seen.message.speaks
    if roles <= _RESOLVED:
        return _dependencies(seen)
    versioned = "version number" in seen.said or "to version" in seen.said
    if (seen.verb & {"bump", "update"} and versioned) or seen.message.kind == "deps":
        return "bumps"
    if roles == {Role.VERSION}:
        return "releases"
    if roles <= _PROSE | {Role.VERSION, Role.GOVERNANCE}:
        return _prose(seen)
    if roles <= _EXAMPLE | _PROSE:
        return "mends example" if seen.mends or speaks & {"bump", "link"} else "example"
    if roles <= {Role.TEST, Role.GENERATED}:
        return "mends tests" if seen.mends or seen.below or speaks & {"halt", "capacity"} else "tests"
    if roles <= _TOOLING | {Role.DOCS} and (Role.SCRIPT not in roles or (Role.CI in roles and Role.DOCS not in roles)):
        return _tooling(seen)
    return None


def _dependencies(seen: Seen) -> str:
    if "dead" in seen.message.speaks or "remove" in seen.verb:
        return "drops a dependency"
    return "adds a dependency" if "add" in seen.verb else "dependencies"


def _prose(seen: Seen) -> str:  # noqa: PLR0911 - one question a line
    speaks = seen.message.speaks
    if seen.roles <= {Role.GOVERNANCE}:
        return "gives access"
    if Role.RUNBOOK in seen.roles:
        return "runbook"
    if "slip" in speaks:
        return "slip in prose"
    if speaks & {"link", "host"}:
        return "links in prose"
    if "version number" in seen.said or "bump" in speaks:
        return "version in prose"
    if seen.mends:
        return "mends prose"
    return "procedure" if speaks & {"access", "deploy", "alert", "running"} and "add" not in seen.verb else "prose"


def _tooling(seen: Seen) -> str:
    if seen.all_new:
        return "new tooling"
    if seen.mends or seen.below:
        return "mends tooling"
    if adds(seen.message):
        return "extends tooling"
    if seen.verb & {"reshape", "remove"} or seen.message.kind == "refactor" or "dead" in seen.message.speaks:
        return "tidies tooling"
    return "changes tooling"


def _deployed(seen: Seen) -> str | None:
    if seen.roles & _PRODUCT or not seen.roles & (INFRA | _RESOLVED | _TOOLING):
        return None
    if seen.mends:
        return _mending(seen)
    found = _operated(seen)
    return found if is_infra(seen.before) else f"{found}, of product"


def _mending(seen: Seen) -> str:  # noqa: PLR0911
    """
    Return whose thing is mended and how old it is.
    """
    before = seen.before
    if before.known == 0:
        return "mends by something new"
    if before.born <= 1 or before.folder <= 1:
        return "mends what came today"
    if before.fresh:
        return "mends fresh work"
    if before.last_mine < _HALF or before.own_idle > 1:
        return "mends old work"
    if seen.message.numbered:
        return "mends near own work, merged"
    if before.own_idle <= _AN_HOUR:
        return "mends own work of minutes"
    return "mends own last commit" if before.overlap >= WHOLLY and before.pause <= _HALF else "mends near own work"


def _operated(seen: Seen) -> str:  # noqa: PLR0911 - one question a line
    speaks, verb = seen.message.speaks, seen.verb
    if "dead" in speaks:
        return "removes the unused"
    if "remove" in verb:
        return "removes"
    if "reshape" in verb or seen.message.kind == "refactor":
        return "reshapes"
    if seen.all_new:
        return "adds files"
    if "bump" in verb or ("update" in verb and "deploy" in speaks):
        return "bumps or promotes"
    if "capacity" in speaks:
        return "sets capacity"
    if "halt" in verb:
        return "halts"
    if "access" in speaks:
        return "gives access"
    if seen.below:
        return "changes over a defect"
    if verb & {"add", "improve"} or seen.message.kind == "feat":
        return "adds a setting" if seen.roles <= _VALUES else "adds"
    if verb & {"update", "deploy"}:
        return "updates"
    return "changes" if verb else "mute"


def _product(seen: Seen) -> str:
    speaks, verb = seen.message.speaks, seen.verb
    if "lint" in speaks:
        return "satisfies a linter"
    if seen.mends and seen.message.kind != "feat":
        return _mended_product(seen)
    if "plain" in speaks:
        return "says it more clearly"
    if verb & {"update", "switch", "reshape", "bump"} and speaks & {"forced", "host", "link", "bump"}:
        return "follows others"
    if adds(seen.message):
        return _added_product(seen)
    return _planned(seen) or _kept(seen)


def _mended_product(seen: Seen) -> str:
    speaks = seen.message.speaks
    if "symptom" not in speaks and "slip" in speaks:
        return "slip in product"
    if "symptom" not in speaks and speaks & {"docs", "test", "example"}:
        return "mends docs or tests of product"
    return _mending(seen)


def _added_product(seen: Seen) -> str:
    speaks = seen.message.speaks
    if "add" in seen.verb and speaks & {"capacity", "access", "alert", "back"}:
        return "adds upkeep to product"
    guarded = seen.below and "guard" in seen.message.explains
    return "adds over a defect" if "symptom" in speaks or guarded else "adds to product"


def _planned(seen: Seen) -> str | None:
    verb, kind = seen.verb, seen.message.kind
    if "reshape" in verb or kind in {"refactor", "style", "perf"} or "dead" in seen.message.speaks:
        return "reshapes product"
    if "improve" in verb:
        return "improves product"
    if "remove" in verb:
        return "removes from product"
    if seen.all_new:
        return "new product files"
    return "docs or tests of product" if kind in {"docs", "test"} or verb & {"docs", "test"} else None


def _kept(seen: Seen) -> str:
    for group, name in _KEPT:
        if group in seen.verb:
            return name
    if "revert" in seen.message.speaks:
        return "halts in product"
    if seen.below:
        return "changes product over a defect"
    for group, name in _CHANGED:
        if group in seen.verb:
            return name
    return "changes product" if seen.verb else "mute product"


_KEPT = (("access", "gives access, of product"), ("guard", "guards product"), ("halt", "halts in product"))
_CHANGED = (("bump", "bumps product"), ("capacity", "capacity in product"), ("update", "updates product"))
