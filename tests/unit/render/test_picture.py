"""
The picture in the page: text, titles and nothing else.
"""

from debtscan.model.words import Lang
from debtscan.render.map import Map, build_map
from debtscan.render.picture import picture_of, width_of
from tests.unit.render.sample import platform

SVG = """\
<svg width="250pt" height="155pt"
 viewBox="0.00 0.00 250.00 155.00" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<g id="graph0" class="graph">
<title>map</title>
<!-- n0 -->
<g id="n0" class="node">
<title>n0</title>
<g id="a_n0"><a xlink:href="#c1" xlink:title="n0"><text xml:space="preserve">x &lt;b&gt;</text></a></g>
</g>
</g>
</svg>"""


def _map() -> Map:
    return build_map(platform())


def test_the_picture_says_what_it_is() -> None:
    """
    Its name, how many boxes and arrows it has, and what each box is, for those who cannot see it.
    """
    picture = picture_of(SVG, _map(), "<shop>", Lang.EN)

    assert picture.startswith(
        '<svg id="map-picture" role="group" aria-labelledby="map-title map-desc" width="250" height="155"'
    )
    assert '<title id="map-title">Map of &lt;shop&gt;</title>' in picture
    assert '<desc id="map-desc">16 boxes and 18 arrows; an arrow leads' in picture
    assert "<title>build-images; CI · managed</title>" in picture


def test_what_graphviz_adds_is_taken_away() -> None:
    """
    No comment, no technical name as a tooltip.
    """
    picture = picture_of("<?xml?>\n" + SVG, _map(), "shop", Lang.JA)

    assert "<!--" not in picture
    assert "<title>map</title>" not in picture
    assert "xlink:title" not in picture
    assert "xml:space" not in picture
    assert '<a xlink:href="#c1"><text>x &lt;b&gt;</text></a>' in picture


def test_an_arrow_has_its_title() -> None:
    """
    From, to, how and how sure.
    """
    drawn = _map()
    arrow = drawn.arrows[0]
    svg = f"<svg><title>{arrow.source}&#45;&gt;{arrow.target}</title></svg>"

    assert "<title>build-images → ranking: builds (sure)</title>" in picture_of(svg, drawn, "shop", Lang.EN)


def test_the_width_is_known() -> None:
    """
    The page decides by it whether the map fits.
    """
    assert width_of(picture_of(SVG, _map(), "shop", Lang.EN)) == 250
    assert width_of("<svg>") == 0
