# ruff: noqa: RUF001 - the sign that counts
"""
The map as a list for a terminal.
"""

from msgspec.structs import replace

from debtscan.app.graph import Wanted, view_of
from debtscan.model.component import ComponentId, Facts
from debtscan.model.words import Collapse, Lang
from debtscan.render.columns import width
from debtscan.render.graph.listing import render
from debtscan.render.options import RenderOptions
from tests.unit.render.sample import COMPONENTS, TRAIN, empty, hostile, large, platform


def _lines(wanted: Wanted | None = None, options: RenderOptions | None = None) -> list[str]:
    return render(view_of(platform(), wanted or Wanted()), options or RenderOptions()).splitlines()


def test_systems_hold_components_and_these_their_links() -> None:
    """
    CRDs stand beside what serves them, a doubt beside the words.
    """
    lines = _lines()

    assert lines[0] == "ml-platform + ml-services: 20 components, 19 links"
    start = lines.index("ml-platform/controllers")
    assert lines[start + 1 : start + 12] == [
        "  build-controller     controller · home-made",
        "    serves → ModelBuild",
        "    data (likely) → model-store",
        "  deploy-controller    controller · home-made",
        "    serves → MLService, ModelDeploy",
        "    deploys → ranking, 推薦",
        "  resource-controller  controller · home-made",
        "    calls → training-cluster",
        "  train-controller     controller · home-made",
        "    serves → TrainJob",
        "    deploys → training-cluster",
    ]
    assert lines[-1] == "1 component that is not in use is left out; --all draws it."


def test_no_line_is_wider_than_the_screen() -> None:
    """
    In either language, whatever the names are.
    """
    for make in (platform, hostile, empty, lambda: large(300)):
        for collapse in (None, *Collapse):
            for lang in Lang:
                view = view_of(make(), Wanted(collapse=collapse, everything=True))
                lines = render(view, RenderOptions(lang=lang, width=80)).splitlines()

                assert [line for line in lines if width(line) > 80] == []


def test_what_has_no_system_comes_last() -> None:
    """
    It lies at the root of its repository.
    """
    parts = (replace(COMPONENTS[0], system=None), *COMPONENTS[1:])

    lines = render(view_of(replace(platform(), components=parts), Wanted()), RenderOptions()).splitlines()

    assert "(no folder of its own)" in lines[-8:]


def test_equal_names_are_told_by_their_ids() -> None:
    """
    And namespaces and reasons for not being in use beside the kind.
    """
    twin = replace(TRAIN, id=ComponentId("other:controller:twin"), facts=Facts(namespaces=("live",)))

    text = render(
        view_of(replace(platform(), components=(*COMPONENTS, twin)), Wanted(everything=True)), RenderOptions()
    )

    assert "  other:controller:twin" in text
    assert "controller · home-made · live" in text
    assert "service · home-made · example" in text


def test_groups_are_listed_with_what_they_hold() -> None:
    """
    And the arrows between them.
    """
    lines = _lines(Wanted(collapse=Collapse.SYSTEM))

    row = next(line for line in lines if line.startswith("  ml-platform/controllers"))
    assert "8 components · 4 × controller · 4 × custom" in row
    assert any(line.startswith("    → ") and line.endswith("1 link") for line in lines)


def test_a_focus_is_named() -> None:
    """
    And the rest counted.
    """
    lines = _lines(Wanted("train-controller"))

    assert lines[1] == "around train-controller, directly linked"
    assert lines[-1] == "18 components lie beyond the focus."


def test_colour_is_only_where_it_is_asked_for() -> None:
    """
    The words are the same.
    """
    plain, coloured = (_lines(options=RenderOptions(colour=colour)) for colour in (False, True))

    assert "\x1b[1m" in coloured[0]
    assert not any("\x1b" in line for line in plain)
