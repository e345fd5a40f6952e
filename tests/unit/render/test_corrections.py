"""
What the owners said shows in every format, and so do findings about no component.
"""

import json

import pytest
from msgspec.structs import replace

from debtscan.model.words import Format, Lang
from debtscan.render import RENDERERS, RenderOptions
from debtscan.render.json import parse
from debtscan.render.page import Words
from debtscan.render.rows import CorrectionRow, Name
from tests.unit.render.sample import CORRECTED, NOW, corrected, platform


def shown(form: Format, lang: Lang = Lang.EN) -> str:
    """
    Return the corrected platform in a format.
    """
    return RENDERERS[form](corrected(), RenderOptions(lang=lang, today=NOW))


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (Format.TEXT, "Declared        1 \u00d7 applied · 1 \u00d7 nothing fits it · 1 \u00d7 the files say otherwise"),
        (Format.MARKDOWN, "| `ranking` | `kind = crd` | the files say otherwise | `ml-services/debtscan.toml:4` |"),
        (Format.MARKDOWN, "| `a -> b` | `drop` | nothing fits it | `debtscan.toml:9` |"),
        (Format.HTML, "<small>Owner: team-ml</small><small>How much hangs on it: high</small>"),
        (Format.HTML, "<small>Declared in ml-services/debtscan.toml:4</small>"),
        (Format.HTML, '<summary>What the owners say <span class="count">3</span></summary>'),
    ],
)
def test_the_owners_are_heard(form: Format, words: str) -> None:
    """
    With owner, criticality, outcome and place.
    """
    assert words in shown(form)


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("lang", list(Lang))
def test_a_finding_about_no_component_is_shown(form: Format, lang: Lang) -> None:
    """
    In every format and language.
    """
    assert "None" not in shown(form, lang)


def test_without_corrections_nothing_is_said() -> None:
    """
    Most estates have none.
    """
    for form in (Format.TEXT, Format.MARKDOWN, Format.HTML):
        page = RENDERERS[form](platform(), RenderOptions(lang=Lang.EN, today=NOW))
        assert "What the owners say" not in page
        assert "Declared" not in page


def test_rows_name_the_component_or_what_was_meant() -> None:
    """
    What debtscan found stands beside it.
    """
    words = Words(corrected(), Lang.EN, NOW)

    assert words.corrections(2)[0] == CorrectionRow(
        Name("ranking", words.rows[CORRECTED]),
        "kind = crd",
        "service",
        "the files say otherwise",
        "ml-services/debtscan.toml:4",
    )
    assert words.corrections(9)[2].subject == Name("a -> b")


def test_sarif_names_no_component_where_there_is_none() -> None:
    """
    A logical location without a name would be refused.
    """
    results = json.loads(shown(Format.SARIF))["runs"][0]["results"]

    assert ["logicalLocations" in one["locations"][0] for one in results].count(False) == 1


def test_older_results_without_corrections_are_still_read() -> None:
    """
    Keys are only added within a version.
    """
    document = json.loads(shown(Format.JSON))
    del document["corrections"]
    for component in document["components"]:
        del component["owner"], component["criticality"], component["facts"]["signals"]

    read = parse(json.dumps(document).encode())

    assert replace(read, findings=()) == replace(platform(), findings=())
