"""
Compare the figures of `debtscan people` with those of formulas.md, and print the tables of docs/people.md.

    python benchmarks/people.py CHECKOUTS

CHECKOUTS holds work trees named <owner>+<name> at the commits below. What is absent is skipped, and said. The reference
was counted by a scratch implementation; where it is known to have counted something else, the table says what.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

_SAME = ["--identities", "mail", "--include-all", "-f", "json"]
Found = dict[str, Any]


class Reference(NamedTuple):
    """
    What was counted elsewhere at one commit.
    """

    commit: str
    removed: tuple[int, ...]  # files of each person whom the truck factor takes away
    files: int
    coverage: float
    hours: float
    pairs: int
    gone: tuple[int, int, int] | None  # silent for so many days, persons, abandoned files


REFERENCES = {
    "aserg-ufmg+Truck-Factor": Reference("614600ed", (79,), 85, 0.0706, 70.92, 2, None),
    "adamtornhill+code-maat": Reference("e745abec", (82,), 99, 0.2424, 372.44, 23, None),
    "caraml-dev+merlin": Reference("d3664546", (872, 394), 1679, 0.4205, 970.87, 10, (180, 24, 1584)),
    "wikimedia+machinelearning-liftwing-inference-services": Reference(
        "bce944c0", (160, 140), 445, 0.4292, 1713.32, 73, (365, 8, 3)
    ),
    "cortexlabs+cortex": Reference("dc48c02e", (420, 271), 702, 0.3704, 3275.65, 214, (365, 25, 224)),
    "jupyterhub+mybinder.org-deploy": Reference("95860dbc", (180, 62, 44), 335, 0.3970, 7845.82, 94, (365, 46, 41)),
}


def main() -> int:
    """
    Print the tables for every repository that is there.
    """
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():  # noqa: PLR2004 - the script and one folder
        print("skipped: give the folder of the work trees (see the top of this file)")
        return 0
    found = {name: tree for name in REFERENCES if _is_there(tree := Path(sys.argv[1]) / name, name)}
    rows = {name: (_people(tree), _people(tree, "--renames", "similar")) for name, tree in found.items()}
    print("| repository | truck factor (files of each) | exact | similar | coverage | exact | similar |")
    print("|---|---|---|---|---|---|---|")
    for name, (exact, similar) in rows.items():
        reference = REFERENCES[name]
        factors = (_factor(reference.removed), _factor(_removed(exact)), _factor(_removed(similar)))
        _row(name.replace("+", "/"), *factors, reference.coverage, exact["coverage"], similar["coverage"])
    print("\n| repository | hours | found | silent, files abandoned | exact | similar | coupled pairs | found |")
    print("|---|---|---|---|---|---|---|---|")
    for name, (exact, similar) in rows.items():
        _more(name, exact, similar)
    return 0


def _is_there(tree: Path, name: str) -> bool:
    if not tree.is_dir():
        print(f"skipped: {name} has no work tree", file=sys.stderr)
        return False
    head = subprocess.run(["git", "-C", str(tree), "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    if not head.stdout.startswith(REFERENCES[name].commit):
        print(f"skipped: {name} is not at {REFERENCES[name].commit}", file=sys.stderr)
        return False
    return True


def _people(tree: Path, *words: str) -> Found:
    command = [sys.executable, "-m", "debtscan", "people", str(tree), *_SAME, *words]
    found: Found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return found


def _removed(found: Found) -> tuple[int, ...]:
    return tuple(one["files"] for one in found["removed"])


def _factor(removed: tuple[int, ...]) -> str:
    return f"{len(removed)} ({', '.join(map(str, removed))})"


def _more(name: str, exact: Found, similar: Found) -> None:
    reference = REFERENCES[name]
    silent = [f"{reference.gone[1]}, {reference.gone[2]}" if reference.gone else "-"]
    for found in (exact, similar):
        left = [one for one in found["offboarding"] if reference.gone and one["days"] == reference.gone[0]]
        silent.append(", ".join(f"{one['gone']}, {one['abandoned']}" for one in left) or "-")
    pairs = (reference.pairs, len(exact["coupling"]))
    _row(name.replace("+", "/"), reference.hours, exact["hours"], *silent, *pairs)


def _row(*cells: object) -> None:
    print("| " + " | ".join(map(str, cells)) + " |")


if __name__ == "__main__":
    sys.exit(main())
