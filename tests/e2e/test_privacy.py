"""
Fifty planted persons must appear nowhere unless names are asked for: in no output, no cache, no log.
"""

import base64
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from debtscan.app.demo_history import Commit, History, history_stream
from debtscan.model.words import Format, GraphFormat
from debtscan.safe.fast_import import BRANCH, write_repository
from tests.e2e.command import debtscan, process
from tests.e2e.estate import FILES

SYLLABLES = ("qua", "zor", "vix", "bru", "mel", "tan", "gry")
NAMES = tuple(
    f"{first.capitalize()}{last}nix {last.capitalize()}{first}ulk"
    for first in SYLLABLES
    for last in (*SYLLABLES, "dop")
)[:50]
PERSONS = tuple(
    f"{name} <{name.split()[0].lower()}.{number}@mail{number}.example>" for number, name in enumerate(NAMES)
)
AUTHORS, COAUTHORS, REVIEWERS, OWNERS, REST = (PERSONS[start : start + 10] for start in range(0, 50, 10))

CHART = "apiVersion: v2\nname: web\nversion: 1.0.0\nmaintainers:\n"
PLANTED = {
    **FILES,
    "CODEOWNERS": "".join(f"* {person.partition('<')[2][:-1]}\n" for person in OWNERS),
    "OWNERS": "approvers:\n" + "".join(f"  - {person.split(' <')[0]}\n" for person in OWNERS),
    "charts/web/Chart.yaml": CHART
    + "".join(f"  - {{name: {p.split(' <')[0]}, email: {p.partition('<')[2][:-1]}}}\n" for p in REST[:5]),
    "charts/web/templates/web.yaml": FILES["scorer/deployment.yaml"].replace("scorer", "web"),
    "web/Dockerfile": "FROM python:3.11\n"
    + "".join(f'LABEL maintainer="{person}"\n' for person in REST[5:])
    + f'MAINTAINER {REST[9]}\nCMD ["python", "web.py"]\n',
    "scorer/setup.py": "from setuptools import setup\nsetup(name='scorer', author="
    f"'{REST[8].split(' <')[0]}', author_email='{REST[8].partition('<')[2][:-1]}')\n",
}


def _message(number: int) -> str:
    return (
        f"Change {number}\n\nSome words.\n\nCo-authored-by: {COAUTHORS[number]}\n"
        f"Reviewed-by: {REVIEWERS[number]}\nSigned-off-by: {REVIEWERS[number]}\n"
    )


@pytest.fixture
def planted(workplace: Path) -> Path:
    """
    Return a repository of ten authors, ten co-authors, ten reviewers, ten owners and ten named in files.
    """
    start = datetime(2022, 1, 3, 9, tzinfo=UTC)
    paths = sorted(PLANTED)
    commits = [Commit(start, AUTHORS[0], _message(0), add=tuple(paths))]
    for number in range(1, 10):
        path = paths[number]
        edit = (path, f"{PLANTED[path]}# older\n", PLANTED[path])
        commits.append(Commit(start + timedelta(days=40 * number), AUTHORS[number], _message(number), edit=(edit,)))
    history = History("https://git.example.com/tanuki/planted.git", tuple(commits))
    write_repository(workplace / "planted", history_stream(history, PLANTED, BRANCH), history.origin)
    return workplace / "planted"


def _leaks(text: bytes) -> list[str]:
    """
    Return the planted words that *text* holds: names, their parts, addresses; plain, percent-encoded or in base64.
    """
    found = []
    for person in PERSONS:
        name, _, mail = person.rstrip(">").partition(" <")
        for word in (name, *name.split(), mail, mail.partition("@")[0]):
            forms = {word, word.casefold(), quote(word), quote(word, safe="")}
            encoded = {base64.b64encode(form.encode()).rstrip(b"=")[:-1] for form in forms}
            if any(form.encode() in text for form in forms) or any(form in text for form in encoded):
                found.append(word)
    return found


def _commands(folder: Path) -> list[list[str]]:
    scans = [["scan", str(folder), "-f", form.value] for form in Format]
    graphs = [["graph", str(folder), "-f", form.value] for form in GraphFormat]
    asked = [[], ["--identities", "mail", "--include-all"], ["--plan"], ["--leave", "P1"], ["--interview", "P1"]]
    asked += [["--takeover", "P1"], ["--takeover", "web"]]
    people = [["people", str(folder), *words, "-f", form] for words in asked for form in ("text", "json")]
    pages = [["explain", "web", str(folder)], ["explain", "scorer", str(folder), "--lang", "ja"], ["gate", str(folder)]]
    return [*scans, *graphs, *people, *pages]


@pytest.mark.parametrize("mode", ["pseudonym", "none"])
def test_fifty_planted_persons_appear_nowhere(
    planted: Path, workplace: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    """
    Not in what any command prints or logs, not in kept results, not in the cache; each command does run.
    """
    monkeypatch.setenv("DEBTSCAN_CACHE_DIR", str(workplace / "cache"))
    said = 0

    for words in _commands(planted):
        ran = debtscan(*words, "--people", mode, "-vvv")

        assert ran.code in ({0, 1, 2} if mode == "none" else {0, 1}), (words, ran.err)
        assert _leaks((ran.out + ran.err).encode()) == [], words
        said += len(ran.out)

    debtscan("scan", planted, "--people", mode, "-q", "-o", "kept.json")
    files = [workplace / "kept.json", *(path for path in (workplace / "cache").rglob("*") if path.is_file())]
    assert {path.name: _leaks(path.read_bytes()) for path in files if _leaks(path.read_bytes())} == {}
    assert len(files) > 1
    assert said > 10_000


def test_the_planted_persons_are_found_where_names_are_asked_for(planted: Path, workplace: Path) -> None:
    """
    Else the law above would hold of a repository that nobody reads; addresses appear in no mode.
    """
    ran = process("people", planted, "--people", "names", "-f", "json", cwd=workplace)

    found = _leaks(ran.out.encode())
    assert ran.code == 0
    assert [
        person.split(" <")[0] for person in (*AUTHORS, *COAUTHORS, *REVIEWERS) if person.split(" <")[0] not in found
    ] == []
    assert [word for word in found if "@" in word] == []


def test_the_screen_of_a_terminal_may_name_persons(planted: Path) -> None:
    """
    As everywhere: names on a terminal, pseudonyms elsewhere.
    """
    assert AUTHORS[0].split(" <")[0] in debtscan("people", planted, terminal=True).out
    assert _leaks(debtscan("people", planted).out.encode()) == []
