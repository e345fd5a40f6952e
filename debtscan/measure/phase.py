"""
The phase of the team: start, practical use, development automated, release automated (the talk's four).

Each sign that can be seen speaks for one or more phases; the phase is the one that most speak for and that so many
people can be in, the later one of two equals only if its own mark, releases by machine or backend engineers beside the
ML engineers, is among them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Literal

from msgspec import Struct

from debtscan.model.effort_index import Judged, Phase, PhaseName, Sign

ACTIVE = 183 * 86_400  # seconds in which somebody who commits counts as active
REGULAR = 3  # commits in that time: fewer is a visit
SEVERAL = 3  # people
HALF = 0.5
REVIEWED = 0.2  # links for each commit: a merged pull request has a few commits, a squashed one has one

_START, _PRACTICAL, _DEV, _RELEASE = PhaseName
_EARLY, _LATE = (_START, _PRACTICAL), (_DEV, _RELEASE)
_MIND: Mapping[PhaseName, Literal["breakthrough", "stability"]] = {
    _START: "breakthrough",
    _PRACTICAL: "breakthrough",
    _DEV: "stability",
    _RELEASE: "stability",
}


class Role(StrEnum):
    """
    What somebody mostly does, from the files that are touched.
    """

    ML = "ml"
    BACKEND = "backend"
    INFRA = "infra"


class Seen(Struct, frozen=True):
    """
    What is known besides the commits; None where it could not be looked for.
    """

    now: int
    release_automated: bool | None  # something in the estate deploys by itself
    ci: bool | None  # tests or builds run by themselves
    product_repos: int | None  # repositories besides the platform's own that use a component of it
    review_links: float | None  # recent commits and merges that name a pull request, for each commit


def phase_of(judged: Sequence[Judged], seen: Seen) -> Phase:
    """
    Return the phase with its signs; none where nobody is active or hardly anything can be seen.
    """
    recent = [one for one in judged if not one.bot and seen.now - ACTIVE < one.when <= seen.now]
    roles = roles_of(recent)
    if not roles:
        return Phase(None, None, None, (), "nobody_active")
    signs = tuple(_signs(recent, roles, seen))
    votes: dict[PhaseName, float] = dict.fromkeys(PhaseName, 0.0)
    for sign in signs:
        for name in sign.speaks_for:
            votes[name] += 1 / len(sign.speaks_for)
    ranked = sorted(_possible(len(roles)), key=lambda name: (-votes[name], _order(name, seen, roles)))
    best = ranked[0]
    near = next((name for name in ranked[1:2] if votes[best] - votes[name] <= HALF), None)
    return Phase(best, near, _MIND[best], signs, "signs")


def roles_of(recent: Sequence[Judged]) -> dict[str, Role]:
    """
    Return the role of everybody with more than a visit: what most of the touched files that tell anything are of.
    """
    commits = Counter(one.author for one in recent)
    files: dict[str, Counter[Role]] = defaultdict(Counter)
    for one in recent:
        files[one.author].update({role for path in one.paths if (role := role_of_path(path))})
    return {
        person: max(files[person], key=lambda role: (files[person][role], role)) if files[person] else Role.BACKEND
        for person, n in commits.items()
        if n >= REGULAR
    }


def role_of_path(path: str) -> Role | None:
    """
    Return whose work a file is, None where it tells nothing.
    """
    parts = PurePosixPath(path.lower())
    words = {word for part in (*parts.parts[:-1], parts.stem) for word in part.replace("-", "_").split("_")}
    if parts.suffix in _NOTEBOOKS or (parts.suffix in _CODE | _QUERIES and words & _ML_WORDS):
        return Role.ML
    if parts.suffix in _INFRA or parts.name in _INFRA_NAMES or words & _INFRA_WORDS:
        return Role.INFRA
    return Role.BACKEND if parts.suffix in _CODE else None


_NOTEBOOKS = frozenset({".ipynb", ".rmd"})
_QUERIES = frozenset({".sql"})
_CODE = frozenset(
    {".py", ".go", ".java", ".kt", ".scala", ".rs", ".ts", ".tsx", ".js", ".rb", ".cs", ".cc", ".cpp", ".proto"}
)
_INFRA = frozenset({".tf", ".tfvars", ".yaml", ".yml", ".sh", ".tpl", ".hcl"})
_INFRA_NAMES = frozenset({"dockerfile", "makefile", "jenkinsfile"})
_INFRA_WORDS = frozenset({"terraform", "helm", "charts", "kustomize", "ansible"})
_ML_WORDS = frozenset(
    {"train", "training", "trainer", "model", "models", "predict", "prediction", "predictor", "inference", "feature"}
    | {"features", "dataset", "datasets", "evaluation", "evaluate", "eval", "notebook", "notebooks", "experiment"}
    | {"experiments", "preprocess", "preprocessing", "embedding", "embeddings", "recommender", "classifier"}
)


def _possible(people: int) -> tuple[PhaseName, ...]:
    """
    Return the phases that so many people can be in: one alone is always at the start, and two are no teams by product.
    """
    if people == 1:
        return (_START,)
    return (_PRACTICAL, _DEV) if people < SEVERAL else (_PRACTICAL, _DEV, _RELEASE)


def _order(name: PhaseName, seen: Seen, roles: Mapping[str, Role]) -> int:
    """
    Return the rank among equals: the later phase only with its own mark, else the earlier one.
    """
    own = {_RELEASE: bool(seen.release_automated), _DEV: Role.BACKEND in roles.values()}
    place = list(PhaseName).index(name)
    return -place if own.get(name) else place


def _signs(recent: Sequence[Judged], roles: Mapping[str, Role], seen: Seen) -> Iterator[Sign]:
    yield _people(roles)
    yield _mix(Counter(roles.values()))
    yield _sign("product_repos", seen.product_repos, _users(seen.product_repos))
    yield _sign("ci", seen.ci, _LATE if seen.ci else _EARLY)
    yield _sign("release_automated", seen.release_automated, (_RELEASE,) if seen.release_automated else (*_EARLY, _DEV))
    yield _notebooks(recent)
    links = None if seen.review_links is None else round(seen.review_links, 2)
    yield _sign("review_links", links, _LATE if (links or 0) >= REVIEWED else _EARLY)


def _people(roles: Mapping[str, Role]) -> Sign:
    n = len(roles)
    speaks_for = (_START,) if n == 1 else (_PRACTICAL, _DEV) if n <= 2 * SEVERAL else _LATE
    return Sign("active_people", str(n), speaks_for)


def _mix(counts: Counter[Role]) -> Sign:
    said = ", ".join(f"{role.value} {counts[role]}" for role in Role if counts[role])
    if len(counts) == 1 and counts.total() > 1:
        return Sign("roles", said, (_PRACTICAL,))
    return Sign("roles", said, (_START,) if counts.total() == 1 else _LATE)


def _users(repos: int | None) -> tuple[PhaseName, ...]:
    if not repos:
        return (_START, _PRACTICAL, _DEV)
    return (_PRACTICAL, _DEV) if repos < SEVERAL else (_RELEASE,)


def _notebooks(recent: Sequence[Judged]) -> Sign:
    """
    Return the share of notebooks in the ML files touched.
    """
    ml = [path for one in recent for path in one.paths if role_of_path(path) is Role.ML]
    if not ml:
        return Sign("notebook_share", "", ())
    share = sum(PurePosixPath(path).suffix.lower() in _NOTEBOOKS for path in ml) / len(ml)
    return Sign("notebook_share", f"{share:.2f}", _EARLY if share >= HALF else (_PRACTICAL, *_LATE))


def _sign(signal: str, value: object, speaks_for: tuple[PhaseName, ...]) -> Sign:
    """
    Return the sign; what could not be seen speaks for nothing.
    """
    if value is None:
        return Sign(signal, "", ())
    return Sign(signal, str(value).lower(), speaks_for)
