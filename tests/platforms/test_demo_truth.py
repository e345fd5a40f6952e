"""
The truth of the demo platform agrees with the repositories that `build_demo` writes, and with the story that they tell.
"""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from debtscan.app.demo import build_demo
from debtscan.app.demo_history import Commit, History, read_history
from debtscan.base.resources import bundled
from debtscan.model.words import Built, How, Kind

TRUTH: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "demo" / "truth.yaml").read_text(encoding="utf-8"))
COMPONENTS: list[dict[str, Any]] = TRUTH["components"]
EDGES: list[dict[str, str]] = TRUTH["edges"]
CAPABILITIES = {  # those of the corpus' words that the picture needs
    "ci-cd",
    "deployment",
    "infrastructure",
    "ingestion",
    "packaging",
    "scheduling",
    "serving-online",
    "training",
    "warehouse",
}
BUILDER = "Ren"


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """
    Return the paths of both built repositories.
    """
    platform, services = build_demo(tmp_path_factory.mktemp("demo"))
    return {repository.name: _paths(repository) for repository in (platform, services)}


def _paths(repository: Path) -> list[str]:
    relative = (path.relative_to(repository) for path in sorted(repository.rglob("*")) if path.is_file())
    return [path.as_posix() for path in relative if path.parts[0] != ".git"]


def _histories() -> dict[str, History]:
    folder = bundled("examples") / "demo" / "history"
    return {path.stem: read_history(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))}


def _commits() -> list[Commit]:
    return sorted((commit for history in _histories().values() for commit in history.commit), key=lambda one: one.when)


def _name(commit: Commit) -> str:
    return commit.who.partition(" <")[0]


def _exists(path: str, there: list[str]) -> bool:
    return any(one == path or (path.endswith("/") and one.startswith(path)) for one in there)


def _pattern(glob: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*\*|\*)", glob)
    words = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}
    return re.compile("".join(words.get(part, re.escape(part)) for part in parts))


def test_the_two_repositories_share_no_path(paths: dict[str, list[str]]) -> None:
    """
    One truth file can serve both only while a path says which repository is meant.
    """
    shared = set(paths["ml-platform"]) & set(paths["ml-services"])

    assert shared == set()


def test_every_path_of_the_truth_exists(paths: dict[str, list[str]]) -> None:
    """
    A component or link that points to no file proves nothing.
    """
    there = [path for one in paths.values() for path in one]
    named = [path for one in COMPONENTS for path in (one["path"], *one.get("paths", ()))]

    missing = [path for path in (*named, *(edge["path"] for edge in EDGES)) if not _exists(path, there)]

    assert missing == []


def test_every_component_has_a_main_path_of_its_own() -> None:
    """
    Two components with one main path could not be told apart.
    """
    mains = Counter(component["path"] for component in COMPONENTS)

    assert [path for path, count in mains.items() if not path or count > 1] == []


def test_only_words_of_the_vocabularies_are_used() -> None:
    """
    Kinds, hows and the rest are those that debtscan itself prints.
    """
    assert {component["kind"] for component in COMPONENTS} <= {kind.value for kind in Kind}
    assert {component["built"] for component in COMPONENTS} <= {built.value for built in Built}
    assert {component["capability"] for component in COMPONENTS} == CAPABILITIES
    assert {edge["how"] for edge in EDGES} <= {how.value for how in How}
    assert set(TRUTH["complete_for"]) == {kind.value for kind in Kind}


def test_it_is_the_picture_of_the_talk() -> None:
    """
    As many components of each kind as the picture shows, no more and no less.
    """
    assert Counter(component["kind"] for component in COMPONENTS) == {
        "registry": 1,
        "datastore": 1,
        "ci": 1,
        "cluster": 2,
        "crd": 4,
        "controller": 5,
        "pipeline": 3,
        "service": 2,
        "scheduler": 1,
        "job": 2,
    }


def test_links_join_listed_components_once() -> None:
    """
    Each link has two known ends and is listed once.
    """
    ids = Counter(component["id"] for component in COMPONENTS)
    pairs = Counter((edge["source"], edge["target"]) for edge in EDGES)

    assert [pair for pair, count in pairs.items() if count > 1 or ids[pair[0]] != 1 or ids[pair[1]] != 1] == []
    assert {end for pair in pairs for end in pair} == set(ids)


def test_traps_match_files_and_swallow_no_evidence(paths: dict[str, list[str]]) -> None:
    """
    A trap lies in the repositories, and no component rests on it.
    """
    there = [path for one in paths.values() for path in one]
    named = [path for one in COMPONENTS for path in (one["path"], *one.get("paths", ()))]
    patterns = {trap["path"]: _pattern(trap["path"]) for trap in TRUTH["traps"]}

    empty = [glob for glob, pattern in patterns.items() if not any(pattern.fullmatch(path) for path in there)]
    swallowed = [path for path in named if any(pattern.fullmatch(path) for pattern in patterns.values())]

    assert (empty, swallowed) == ([], [])


def test_people_are_counted_rightly() -> None:
    """
    The people of the truth are those of the history.
    """
    names = [same[0] if (name := _name(commit)) in same else name for commit in _commits() for same in _joined()]
    people = Counter(name for name in names if name not in TRUTH["people"]["bots"])

    assert people == {person["name"]: person["commits"] for person in TRUTH["people"]["top"]}
    assert people.total() == TRUTH["people"]["human_commits"]
    assert len(names) - people.total() == TRUTH["people"]["bot_commits"]


def _joined() -> list[list[str]]:
    (only,) = TRUTH["people"]["same_person"]
    return [only]


def test_the_builder_leaves_in_the_second_year() -> None:
    """
    Of the first two years' commits about sixty in a hundred are the builder's, who is gone before they end.
    """
    commits = _commits()
    start = commits[0].when
    early = [commit for commit in commits if (commit.when - start).days < 2 * 365]
    own = [commit for commit in commits if _name(commit) == BUILDER]

    assert 365 < (own[-1].when - start).days < 2 * 365
    assert 0.55 < len([commit for commit in early if _name(commit) == BUILDER]) / len(early) < 0.65
    assert (commits[-1].when - start).days > 3.5 * 365


def test_the_team_writes_in_both_languages() -> None:
    """
    English and Japanese messages, from four to five people beside the builder, and a bot.
    """
    commits = _commits()
    japanese = [commit for commit in commits if re.search("[぀-ヿ一-鿿]", commit.message)]
    later = {_name(commit) for commit in commits if commit.when.date() > date(2020, 4, 8)}

    assert 0.15 < len(japanese) / len(commits) < 0.6
    assert later == {"Aoi", "Mika", "Sora", "Yuki", "Tomo", "deps[bot]"}


def test_nobody_real_is_named() -> None:
    """
    Every address belongs to a domain that is reserved for examples.
    """
    domains = {commit.who.rpartition("@")[2] for commit in _commits()}

    assert domains == {"example.com>", "home.example.com>"}


def test_commits_of_a_repository_are_in_order_of_time() -> None:
    """
    A history runs forward.
    """
    times = {name: [commit.when for commit in history.commit] for name, history in _histories().items()}

    assert times == {name: sorted(set(moments)) for name, moments in times.items()}


def test_the_same_commits_come_out_on_every_machine(tmp_path: Path) -> None:
    """
    The commit ids are pinned: whoever changes a file or a commit of the demo updates them in truth.yaml.
    """
    heads = {repository.name: _head(repository) for repository in build_demo(tmp_path)}

    assert heads == TRUTH["commits"]


def _head(repository: Path) -> str:
    return (repository / ".git" / "refs" / "heads" / "main").read_text(encoding="ascii").strip()


def test_the_truth_is_plain_data() -> None:
    """
    It can be read as the corpus is read, and written again.
    """
    assert msgspec.json.decode(msgspec.json.encode(TRUTH)) == TRUTH
