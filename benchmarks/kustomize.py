"""
Compare the kustomizations of a repository as debtscan resolves them with what the real program builds.

    python benchmarks/kustomize.py WORK_TREE [FOLDER ...]

Needs `kustomize` or `kubectl` on the PATH; without it, or without a work tree, the benchmark is skipped, and says so.
Without folders every kustomization that the real program can build is compared. An object is its kind, final name
(hashes of generated settings cut off), namespace and the images of its containers.
"""

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from debtscan.graph.board import Board
from debtscan.graph.overlays import Overlays
from debtscan.graph.places import folder_of
from debtscan.run.cache import Cache
from debtscan.safe.files import WorkTreeAt, open_source
from debtscan.safe.yaml import Mapping, Sequence, Value, load_all
from debtscan.scan.survey import survey

SECONDS = 60
_HASH = re.compile(r"-[bcdfghkmt2456789]{10}$")
_HASHED = frozenset({"ConfigMap", "Secret"})

Object = tuple[str, str, str, tuple[str, ...]]  # kind, name, namespace, images


def main() -> int:
    """
    Print one row a kustomization and the sums.
    """
    program = _program()
    if program is None or len(sys.argv) == 1 or not Path(sys.argv[1]).is_dir():
        print("skipped: needs kustomize or kubectl on the PATH and a work tree (see the top of this file)")
        return 0
    root = Path(sys.argv[1]).resolve()
    overlays = _overlays(root)
    folders = sys.argv[2:] or [folder_of(item.path) for item in overlays.all if not item.spec.component]
    total: Counter[str] = Counter()
    print("| kustomization | real | agreed | missed | extra | images agreed |\n|---|---|---|---|---|---|")
    for folder in folders:
        real = _real(program, root / folder)
        if real is None:
            total["cannot be built"] += 1
            continue
        ours = Counter(
            (placed.kind, placed.name, placed.namespace, tuple(sorted(image.image for image in placed.images)))
            for placed in overlays.objects(root.name, folder.strip("/"))
        )
        row = _compared(Counter(real), ours)
        total += Counter(row)
        print(f"| {folder} | {' | '.join(str(row[name]) for name in row)} |")
    print(f"| **all** | {' | '.join(str(total[name]) for name in ('real', 'agreed', 'missed', 'extra', 'images'))} |")
    print(f"{total['cannot be built']} cannot be built by the real program here")
    return 0


def _program() -> list[str] | None:
    if kustomize := shutil.which("kustomize"):
        return [kustomize, "build"]
    kubectl = shutil.which("kubectl")
    return [kubectl, "kustomize"] if kubectl else None


def _overlays(root: Path) -> Overlays:
    spec = WorkTreeAt(str(root))
    with Cache(None) as cache:
        found = survey(root.name, open_source(spec), spec, cache=cache, workers=1)
    return Overlays(Board([found.repo]))


def _compared(real: Counter[Object], ours: Counter[Object]) -> dict[str, int]:
    names, found = Counter(entry[:3] for entry in real.elements()), Counter(entry[:3] for entry in ours.elements())
    agreed = names & found
    missed, extra = names - found, found - names
    for label, objects in (("missed", missed), ("extra", extra), ("images", real - ours)):
        for entry in sorted(objects):
            print(f"  {label}: {entry}", file=sys.stderr)
    return {
        "real": real.total(),
        "agreed": agreed.total(),
        "missed": missed.total(),
        "extra": extra.total(),
        "images": (real & ours).total(),
    }


def _real(program: list[str], folder: Path) -> list[Object] | None:
    """
    Return what the real program builds of *folder*, None when it cannot.
    """
    done = subprocess.run([*program, str(folder)], capture_output=True, check=False, timeout=SECONDS)
    if done.returncode:
        return None
    return [_object(body) for body in load_all(done.stdout.decode()).documents if isinstance(body, Mapping)]


def _object(body: Mapping) -> Object:
    kind, metadata = body.string("kind"), body.mapping("metadata")
    name = _HASH.sub("", metadata.string("name")) if kind in _HASHED else metadata.string("name")
    return kind, name, metadata.string("namespace"), tuple(sorted(_images(body)))


def _images(value: Value) -> Iterator[str]:
    """
    Yield the images of all containers below *value*.
    """
    if isinstance(value, Sequence):
        for item in value:
            yield from _images(item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key in {"containers", "initContainers", "ephemeralContainers"} and isinstance(item, Sequence):
                yield from (
                    entry.string("image") for entry in item if isinstance(entry, Mapping) and entry.get("image")
                )
            else:
                yield from _images(item)


if __name__ == "__main__":
    sys.exit(main())
