"""
Draw a sheet for checking a result by hand: components and links at random, with the places that prove them.

    python benchmarks/hand_check.py RESULT.json SEED [COUNT]

The sheet goes to somebody who has seen no code of debtscan, together with the files; each line is answered yes or no.
Only what is live is drawn: that is what a reader of the report takes for the platform.
"""

import random
import sys
from pathlib import Path
from typing import Any

import msgspec

ARGUMENTS = (2, 3)
COUNT = 25
PLACES = 3


def main() -> int:
    """
    Print the sheet for the result that the command line names, and return the exit code.
    """
    given = sys.argv[1:]
    if len(given) not in ARGUMENTS or not Path(given[0]).is_file():
        print("skipped: give a result (JSON), a seed and perhaps a count (see the top of this file)")
        return 0
    result = msgspec.json.decode(Path(given[0]).read_bytes())
    count = int(given[2]) if given[2:] else COUNT
    draw = random.Random(int(given[1]))  # noqa: S311 - a sample, no secret
    live = {item["id"]: item for item in result["components"] if item["status"] == "live"}
    links = [item for item in result["links"] if item["source"] in live and item["target"] in live]
    print(f"## Components ({len(live)} live)\n")
    for number, item in enumerate(draw.sample(list(live.values()), min(count, len(live))), 1):
        _print_component(number, item)
    print(f"\n## Links ({len(links)} between live components)\n")
    for number, item in enumerate(draw.sample(links, min(count, len(links))), 1):
        _print_link(number, item, live)
    return 0


def _print_component(number: int, item: dict[str, Any]) -> None:
    what = f"{item['kind']}, built {item['built']}, capability {item['capability']}"
    instances = item["facts"]["instances"]
    count = f", {instances} instances" if instances > 1 else ""
    print(f"C{number}. **{item['name']}** ({what}{count})")
    _print_places(item["evidence"])


def _print_link(number: int, item: dict[str, Any], live: dict[str, Any]) -> None:
    source, target = live[item["source"]], live[item["target"]]
    ends = f"**{source['name']}** ({source['kind']}) -> **{target['name']}** ({target['kind']})"
    print(f"L{number}. {ends}, how: {item['how']}, {item['confidence']} confidence")
    _print_places(item["evidence"])
    for end in (source, target):
        print(f"    - {end['name']} stands in {_place(end['evidence'][0])}")


def _print_places(evidence: list[dict[str, Any]]) -> None:
    for place in evidence[:PLACES]:
        print(f"    - {_place(place)} {place['caption']}")


def _place(evidence: dict[str, Any]) -> str:
    line = f":{evidence['line']}" if evidence["line"] else ""
    return f"{evidence['path']}{line}"


if __name__ == "__main__":
    sys.exit(main())
