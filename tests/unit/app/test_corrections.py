"""
Corrections are read whole or refused with the word that is wrong, and their file is placed in the estate.
"""

from pathlib import Path

import pytest

from debtscan.app.corrections import corrections_in, corrections_of, placed
from debtscan.app.targets import open_targets
from debtscan.base.config import Tables, parse_config, tables_of
from debtscan.base.errors import DebtscanError
from debtscan.model.correction import ComponentCorrection, Corrections, LinkCorrection, Part
from debtscan.model.evidence import Evidence
from debtscan.model.words import Built, Criticality, How, Kind, Status
from tests.hostile.traps import git

FULL = """
[[component]]
id = "shop:service:api"
name = "API"
kind = "gateway"
built = "mixed"
capability = "online_serving"
status = "disabled"
owner = "team"
criticality = "high"
merge_into = "web"

[[component]]
path = "./services/all/"
repo = "shop"
split = [{name = "a", path = "/services/all/a/"}, {name = "b", path = "services/all/b", kind = "job"}]

[[link]]
add = {source = "web", target = "API", how = "call"}
drop = {source = "web", target = "cron"}
"""


def read(text: str, place: str = "debtscan.toml") -> Corrections:
    """
    Return the corrections in *text*.
    """
    config, _ = parse_config(text, place)
    return corrections_of(tables_of(config, text, place))


def at(line: int, key: str) -> Evidence:
    """
    Return a place in the file.
    """
    return Evidence("", "debtscan.toml", line, key, "declared")


def test_everything_is_read() -> None:
    """
    Each table with its line; what is dropped comes before what is added.
    """
    assert read(FULL) == Corrections(
        (
            ComponentCorrection(
                place=at(2, "component:shop:service:api"),
                id="shop:service:api",
                name="API",
                kind=Kind.GATEWAY,
                built=Built.MIXED,
                capability="online_serving",
                status=Status.DISABLED,
                owner="team",
                criticality=Criticality.HIGH,
                merge_into="web",
            ),
            ComponentCorrection(
                place=at(13, "component:./services/all/"),
                path="services/all",
                repo="shop",
                split=(Part("a", "services/all/a"), Part("b", "services/all/b", Kind.JOB)),
            ),
        ),
        (
            LinkCorrection(at(18, "link:drop:web:cron:"), True, "web", "cron", None),
            LinkCorrection(at(18, "link:add:web:API:call"), False, "web", "API", How.CALL),
        ),
    )


def test_no_table_is_no_correction() -> None:
    """
    The catalogue is not even opened.
    """
    assert corrections_of(Tables("")) == Corrections()


@pytest.mark.parametrize(
    ("table", "message", "hint"),
    [
        ('id = "a"\nknid = "job"', "unknown key 'knid'", "did you mean 'kind'?"),
        ('id = "a"\nkind = "jbo"', "'jbo' is no kind", "did you mean 'job'?"),
        ('id = "a"\nkind = "zzz"', "'zzz' is no kind", "known: service, job"),
        ('id = "a"\nbuilt = "managd"', "'managd' is no built", "did you mean 'managed'?"),
        ('id = "a"\nstatus = "of"', "'of' is no status", "known: live"),
        (
            'id = "a"\ncapability = "online_servin"',
            "'online_servin' is no capability",
            "did you mean 'online_serving'?",
        ),
        ('id = "a"\ncriticality = "hihg"', "'hihg' is no criticality", "did you mean 'high'?"),
        ('id = "a"\nname = ""', "name is empty", "leave the key out"),
        ('id = "a"\nname = 3', "Expected `str", "debtscan explain"),
        ('id = "a"\npath = "b"\nname = "c"', "id and path or repo", "an id is enough"),
        ('name = "a"', "neither id nor path", "a new component needs name and kind"),
        ('id = "a"', "says nothing", "known keys: name, kind"),
        ('id = "a"\nsplit = 3', "split is no list", "split = [{name"),
        ('id = "a"\nsplit = [3]', "split: no table", "{name = ..., path = ..."),
        ('id = "a"\nsplit = [{name = "b"}]', "split: path is missing", "needed: name, path"),
        ('id = "a"\nsplit = [{name = "b", paht = "c"}]', "split: unknown key 'paht'", "did you mean 'path'?"),
        ('id = "a"\nsplit = [{name = "b", path = "c", kind = "jop"}]', "'jop' is no kind", "did you mean 'job'?"),
    ],
)
def test_a_wrong_component_is_named(table: str, message: str, hint: str) -> None:
    """
    File, line, word, and what was probably meant.
    """
    with pytest.raises(DebtscanError) as caught:
        read(f"\n[[component]]\n{table}\n")

    assert str(caught.value).startswith(f"debtscan.toml:2: component: {message}")
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("table", "message", "hint"),
    [
        ("", "neither add nor drop", "add = {source"),
        ("ad = {}", "unknown key 'ad'", "did you mean 'add'?"),
        ("add = 3", "add: no table", "{source = ..., target = ..."),
        ('add = {source = "a", target = "b"}', "add: how is missing", "needed: source, target, how"),
        ('drop = {source = "a"}', "drop: target is missing", "needed: source, target"),
        ('drop = {source = "a", target = "b", how = "cal"}', "'cal' is no how", "did you mean 'call'?"),
        ('drop = {source = "a", target = 3}', "Expected `str", "debtscan explain"),
    ],
)
def test_a_wrong_link_is_named(table: str, message: str, hint: str) -> None:
    """
    As a component is.
    """
    with pytest.raises(DebtscanError) as caught:
        read(f"[[link]]\n{table}\n")

    assert str(caught.value).startswith(f"debtscan.toml:1: link: {message}")
    assert hint in caught.value.hint


def test_a_table_without_a_line_is_named_without_one() -> None:
    """
    Lists in one line have no line of their own.
    """
    with pytest.raises(DebtscanError, match=r"^debtscan.toml: component: says nothing"):
        read('component = [{id = "a"}]')


def test_the_file_is_a_path_of_the_repository_that_holds_it(tmp_path: Path) -> None:
    """
    Outside of all it is its name alone: no path of a machine leaves debtscan.
    """
    for name in ("plain", "kept/sub"):
        (tmp_path / name).mkdir(parents=True)
    git(tmp_path / "kept", "init", "--quiet")
    words = [str(tmp_path / "plain"), str(tmp_path / "kept" / "sub")]
    text = '[[component]]\nid = "a"\nname = "b"\n[[link]]\ndrop = {source = "a", target = "b"}\n'
    homes = []

    with open_targets(words, None, frozenset()) as targets:
        for folder in ("plain", "kept/sub", "kept", "."):
            found = placed(read(text, str(tmp_path / folder / "debtscan.toml")), targets)
            homes.append((found.components[0].place.repo, found.components[0].place.path))
            assert found.links[0].place.path == found.components[0].place.path

    assert homes == [
        ("plain", "debtscan.toml"),
        ("kept", "sub/debtscan.toml"),
        ("kept", "debtscan.toml"),
        ("", "debtscan.toml"),
    ]


def test_a_folder_may_hold_corrections(tmp_path: Path) -> None:
    """
    Most hold none.
    """
    assert corrections_in(tmp_path) == Corrections()
    (tmp_path / "debtscan.toml").write_text('[[component]]\nid = "a"\nname = "b"\n', encoding="utf-8")
    assert [one.name for one in corrections_in(tmp_path).components] == ["b"]


def test_the_example_of_the_documentation_is_valid() -> None:
    """
    It is meant to be pasted, and its table of words is complete.
    """
    page = (Path(__file__).parents[3] / "docs" / "corrections.md").read_text(encoding="utf-8")
    found = read(page.partition("```toml\n")[2].partition("```")[0])

    assert (len(found.components), len(found.links)) == (6, 2)
    for words in (Kind, Built, Status, Criticality, How):
        assert " ".join(words) in page
