"""
Markdown: what a reviewer reads, nothing that pings, links or breaks out, and never too long.
"""

import re
from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from debtscan.model.assessment import Assessment
from debtscan.model.words import Grade, Lang
from debtscan.render.markdown import MOST_CHARACTERS, render
from debtscan.render.options import RenderOptions
from tests.unit.render.sample import FINDINGS, HOSTILE, empty, hostile, large, platform

PAGES = [(make, lang) for make in (platform, hostile, large, empty) for lang in Lang]


def _html(text: str) -> str:
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def _prose(text: str) -> str:
    """
    Return what GitHub looks through for mentions and links: everything but code.
    """
    return re.sub(r"<code>.*?</code>", "", _html(text), flags=re.DOTALL)


@pytest.mark.parametrize(("make", "lang"), PAGES)
def test_it_fits_a_comment(make: Callable[[], Assessment], lang: Lang) -> None:
    """
    GitHub refuses longer ones.
    """
    text = render(make(), RenderOptions(lang=lang))

    assert len(text) <= MOST_CHARACTERS
    assert text.startswith("<!-- debtscan -->\n## debtscan: ")
    assert text.endswith("</sub>\n")


@pytest.mark.parametrize("lang", list(Lang))
def test_a_very_large_platform_is_cut_and_counted(lang: Lang) -> None:
    """
    Lists that do not fit say how much is missing.
    """
    text = render(large(3000), RenderOptions(lang=lang))

    shown = text.count("bespoke-crd")
    rest = re.search(r"and ([\d,]+) more\n\n</details>|ほか([\d,]+)件\n\n</details>", text)
    assert rest is not None
    assert len(text) <= MOST_CHARACTERS
    assert shown + int((rest[1] or rest[2]).replace(",", "")) == 3000


def test_absurdly_long_names_do_not_burst_it() -> None:
    """
    Every cell has its limit.
    """
    finding = replace(FINDINGS[0], message="x" * 1_000_000, translations={})

    text = render(replace(platform(), findings=(finding,)), RenderOptions())

    assert len(text) < 10_000


@pytest.mark.parametrize("lang", list(Lang))
def test_outside_text_neither_pings_nor_links(lang: Lang) -> None:
    """
    No mention, issue or commit link, address, image or element comes from a scanned repository.
    """
    prose = _prose(render(hostile(), RenderOptions(lang=lang)))

    assert re.findall(r"@\w|#\d|\bGH-\d|://|\bwww\.", prose) == []
    assert re.findall(r"<(?:a|img|script)\b", prose) == []
    assert prose.count("<details>") == prose.count("</details>") == 2


def test_a_table_keeps_its_columns() -> None:
    """
    A pipe in a name does not make a column.
    """
    html = _html(render(hostile(), RenderOptions()))

    rows = re.findall(r"<tr>(.*?)</tr>", html, flags=re.DOTALL)
    assert {len(re.findall("<t[hd]", row)) for row in rows} == {3, 4, 5}
    assert "<code>a|b`c``d</code>" in html


def test_nothing_acts() -> None:
    """
    Controls and direction marks are shown, not in force.
    """
    text = render(hostile(), RenderOptions())

    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text) == []
    assert r"\x1b[31mred" in text


def test_the_order_of_what_is_said() -> None:
    """
    Verdict, biggest debts, what there is, who is missing, what was not read, then the folded lists.
    """
    text = render(platform(), RenderOptions())

    assert re.findall(r"^(?:#+ |<details><summary>)(.*?)(?:</summary>)?$", text, flags=re.MULTILINE) == [
        r"debtscan: ml\-platform \+ ml\-services",
        "The five biggest debts",
        "What there is",
        "Who is missing",
        "What was not read",
        "What to ask the predecessor (3)",
        "All debts (7)",
    ]
    assert "\n**20 components keep this platform running.** Of the 19 whose origin is known" in text


def test_a_debt_is_a_row() -> None:
    """
    Severity, component, sentence with its reason, first step and place.
    """
    text = render(platform(), RenderOptions(lang=Lang.JA))

    assert (
        "| 高 | `TrainJob` | TrainJobは自作のKubernetes APIで、利用は2件である。 \\(ほかに同種1件\\) "
        "自作APIごとに、誰かが保守し続けるコントローラーが必要になる。 | "
        "パイプラインを一つずつマネージドな学習サービスへ移す。 | `ml-platform/crds/trainjob.yaml:4` |"
    ) in text


def test_the_map_as_counts() -> None:
    """
    Kinds against whose code they are.
    """
    text = render(platform(), RenderOptions())

    assert "| Kind | home-made | partly home-made | off the shelf | managed | not known | Count |" in text
    assert "| cluster |  |  | 1 | 1 |  | **2** |" in text


def test_a_weak_history_is_said_at_the_top() -> None:
    """
    Who built what is not certain then.
    """
    base = platform()
    weak = replace(base.targets[0], history=replace(base.targets[0].history, grade=Grade.PARTIAL))

    text = render(replace(base, targets=(weak,)), RenderOptions())

    assert "\n> Some commits could not be read: who built what is not certain.\n" in text


def test_an_empty_folder_makes_a_short_page() -> None:
    """
    No heading stands over nothing.
    """
    text = render(empty(), RenderOptions())

    assert re.findall(r"^#+ .*$", text, flags=re.MULTILINE) == ["## debtscan: void", "### What was not read"]
    assert "Nothing was left out." in text


def test_a_debt_without_its_rule_or_component() -> None:
    """
    A result may lack both; the sentence and the place are always there.
    """
    text = render(replace(platform(), rules=(), components=()), RenderOptions())

    assert "| critical | `ml-platform:controller:train-controller` | train\\-controller is home\\-made" in text


def test_a_question_without_place_is_still_asked() -> None:
    """
    An unresolved reference may have no evidence.
    """
    base = platform()
    item = replace(base.unresolved[0], evidence=(), why="a_new_reason")

    text = render(replace(base, unresolved=(item,)), RenderOptions())

    assert "| `legacy-scorer:8080` | `ranking` | This leads nowhere in these repositories. What is it? |  |" in text


def test_hostile_names_can_still_be_read() -> None:
    """
    Escaping hides nothing.
    """
    html = _html(render(hostile(), RenderOptions()))

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert HOSTILE[8].replace("\\", "\\") in html
