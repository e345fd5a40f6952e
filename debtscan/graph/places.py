"""
Where things lie: the system that a folder belongs to, and which of several candidates is nearest.
"""

import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import TypeVar

import re2

T = TypeVar("T")
_GLOBS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}

# Folders that say how something is kept or where it runs, not what it is.
_MANNER = frozenset(
    [
        "manifests",
        "manifest",
        "k8s",
        "kubernetes",
        "kube",
        "deploy",
        "deployment",
        "deployments",
        "deployer",
        "chart",
        "charts",
        "helm",
        "templates",
        "overlays",
        "overlay",
        "base",
        "bases",
        "components",
        "env",
        "envs",
        "environments",
        "environment",
        "dev",
        "develop",
        "development",
        "stg",
        "stage",
        "staging",
        "prod",
        "production",
        "prd",
        "qa",
        "uat",
        "test",
        "docker",
        "dockerfiles",
        "compose",
        "images",
        "image",
        "build",
        "builds",
        "infra",
        "infrastructure",
        "ops",
        "config",
        "configs",
        "conf",
        "resources",
        "yaml",
        "yamls",
        "src",
        "app",
        "apps",
        "cmd",
        "pkg",
        "internal",
        "lib",
        "libs",
        "services",
        "service",
        "jobs",
        "job",
        "platform",
        "main",
        "bin",
        "scripts",
        "script",
        ".github",
        "workflows",
        ".pipeline",
        "pipeline",
    ]
)


def folder_of(path: str) -> str:
    """
    Return the folder of *path*, "" for the root.
    """
    return path.rstrip("/").rpartition("/")[0]


def home_of(path: str, tool: str) -> str:
    """
    Return where the addresses of infrastructure code hold: the whole folder of Terraform or plays, one file for others.
    """
    return folder_of(path) if tool in {"terraform", "terragrunt", "ansible"} else path


def glob(written: str) -> Callable[[str], bool]:
    """
    Return what tells whether a path is, or lies in, what *written* means: "*" stays in a folder, "**" crosses folders.

    RE2 takes time in proportion to the path, however many stars somebody wrote.
    """
    parts = (_GLOBS.get(part, re.escape(part)) for part in re.split(r"(\*\*/|\*+)", written))
    pattern = re2.compile(f"{''.join(parts)}(?:/.*)?")
    return lambda path: pattern.fullmatch(path) is not None


def owner_place(folder: str) -> str:
    """
    Return a path right inside *folder*, to ask who owns what lies there.
    """
    return f"{folder}/*" if folder else "*"


def anchors(path: str, written: str) -> list[str]:
    """
    Return the places that *written*, found in the file *path*, may mean.

    Paths that begin with "./" or "../" stand below the file's own folder or one of those around it; others are whole.
    """
    if not written.startswith(("./", "../")):
        return [written.strip("/")]
    folders = [folder_of(path)]
    while folders[-1]:
        folders.append(folder_of(folders[-1]))
    places = (posixpath.normpath(f"{folder or '.'}/{written}") for folder in folders)
    return [place for place in dict.fromkeys(places) if place != "." and not place.startswith("..")]


def system_of(path: str) -> str:
    """
    Return the folder of *path* without the segments that only say how or where something is kept.
    """
    return "/".join(part for part in PurePosixPath(folder_of(path)).parts if part.lower() not in _MANNER)


def common_depth(left: str, right: str) -> int:
    """
    Return how many leading folders two paths share.
    """
    depth = 0
    for one, other in zip(PurePosixPath(left).parts[:-1], PurePosixPath(right).parts[:-1], strict=False):
        if one != other:
            break
        depth += 1
    return depth


def nearest(path: str, candidates: Iterable[tuple[str, T]]) -> list[T]:
    """
    Return the candidates (path, value) that share the longest run of folders with *path*; several when they tie.
    """
    found = list(candidates)
    if len(found) <= 1:
        return [value for _, value in found]
    depths = [common_depth(path, other) for other, _ in found]
    best = max(depths)
    return [value for (_, value), depth in zip(found, depths, strict=True) if depth == best]


def inside(path: str, folder: str) -> bool:
    """
    Tell whether *path* lies in *folder* (without trailing slash; "" is the root).
    """
    return not folder or path == folder or path.startswith(folder + "/")


def normal_name(name: str) -> str:
    """
    Return *name* as names are compared: lower case, words joined by "-", template expressions dropped.
    """
    plain = re.sub(r"\$?\{\{.*?\}\}|\$\{[^}]*\}|\$\([^)]*\)|<[^>]*>", "", name)
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", plain)
    return re.sub(r"[^0-9a-z぀-ヿ一-鿿]+", "-", spaced.lower()).strip("-")


def same_name(left: str, right: str) -> bool:
    """
    Tell whether two names mean the same thing, spelling apart.
    """
    return bool(normal_name(left)) and normal_name(left) == normal_name(right)
