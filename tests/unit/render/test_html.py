"""
The page: one file, no request, nothing that acts but our own script, and everything in it that the result holds.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from debtscan.model.assessment import Assessment
from debtscan.model.words import Grade, Lang, PeopleMode
from debtscan.render import html
from debtscan.render.html import MOST_ROWS, MOST_SKIPS, render
from debtscan.render.options import RenderOptions
from tests.unit.render.sample import HOSTILE, empty, hostile, large, platform

PAGES = [(make, lang) for make in (platform, hostile, empty) for lang in Lang]
VOID = {"meta", "input", "br", "link", "img", "rect"}


class Reader(HTMLParser):
    """
    Collects elements, attributes, ids, text and the heading levels of a page, and checks that elements are closed.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """
        Count an element and keep it open.
        """
        self.elements[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """
        Count an element that closes itself.
        """
        self.elements[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """
        Close the element that was opened last.
        """
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """
        Keep the words.
        """
        self.words.append(data)

    def values(self, attribute: str) -> list[str]:
        """
        Return every value of *attribute*, in order.
        """
        return [value for _, name, value in self.attributes if name == attribute]


def _page(assessment: Assessment, lang: Lang = Lang.EN) -> str:
    return render(assessment, RenderOptions(lang=lang))


@pytest.mark.parametrize(("make", "lang"), PAGES)
def test_nothing_is_requested_and_nothing_acts(make: Callable[[], Assessment], lang: Lang) -> None:
    """
    Exactly one script and one style, ours; no source, no handler, no address but anchors of the page.
    """
    page = Reader(_page(make(), lang))

    assert page.open == []
    assert (page.elements["script"], page.elements["style"]) == (1, 1)
    assert not page.elements.keys() & {"img", "iframe", "object", "embed", "link", "base", "image", "use"}
    assert [name for _, name, _ in page.attributes if name.startswith("on") or name in {"src", "style", "srcset"}] == []
    assert [value for value in page.values("href") + page.values("xlink:href") if not value.startswith("#")] == []


@pytest.mark.parametrize(("make", "lang"), PAGES)
def test_every_anchor_leads_somewhere(make: Callable[[], Assessment], lang: Lang) -> None:
    """
    Ids are unique, and each link, label and description points at one.
    """
    page = Reader(_page(make(), lang))

    ids = page.values("id")
    targets = [value[1:] for value in page.values("href") + page.values("xlink:href")]
    labels = " ".join(page.values("aria-labelledby")).split()
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert set(targets) | set(labels) <= set(ids)


@pytest.mark.parametrize(("make", "lang"), PAGES)
def test_it_is_built_for_everybody(make: Callable[[], Assessment], lang: Lang) -> None:
    """
    A language, landmarks, headings without gaps, captions for tables, and a way to skip to the content.
    """
    page = Reader(_page(make(), lang))

    assert page.attributes[0] == ("html", "lang", lang.value)
    assert [page.elements[name] for name in ("header", "nav", "main", "footer", "h1")] == [1, 1, 1, 1, 1]
    assert page.values("href")[0] == "#content"
    assert all(later - earlier <= 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False))
    assert page.elements["table"] == page.elements["caption"]
    assert all(value in {"col", "row"} for value in page.values("scope"))


def test_the_policy_lets_in_exactly_what_is_there() -> None:
    """
    The hashes are those of the style and the script as they stand in the page.
    """
    text = _page(platform())

    digests = [
        "sha256-" + base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        for part in re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", text, flags=re.DOTALL)
    ]
    policy = next(
        value for tag, name, value in Reader(text).attributes if (tag, name) == ("meta", "content") and "src" in value
    )
    assert policy == (
        f"default-src 'none'; style-src '{digests[0]}'; script-src '{digests[1]}'; base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("lang", list(Lang))
def test_hostile_text_is_text(lang: Lang) -> None:
    """
    Each name is shown where it belongs, and no control or direction mark is in force.
    """
    text = _page(hostile(), lang)
    words = "".join(Reader(text).words)

    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ud800-\udfff]", text) == []
    assert words.count(HOSTILE[0]) > 3
    assert words.count(HOSTILE[6]) > 3
    assert "49" not in words.replace("c49", "")
    assert HOSTILE[8] in words


@pytest.mark.parametrize("make", [platform, hostile, large])
def test_the_same_result_gives_the_same_bytes(make: Callable[[], Assessment]) -> None:
    """
    Only the run block may differ, and what it says of time is not on the page.
    """
    first = make()
    later = replace(first, run=replace(first.run, started="2099-01-01T00:00:00Z", seconds=99.0, argv=("x",)))

    assert _page(first) == _page(later)


def test_a_platform_of_three_hundred_fits_the_limit() -> None:
    """
    At most 1.5 MB.
    """
    assert len(_page(large(300), Lang.JA).encode()) < 1_500_000


def test_long_tables_are_cut_and_counted() -> None:
    """
    What is left out is said, and is in the JSON result.
    """
    words = "".join(Reader(_page(large(MOST_ROWS + 7))).words)

    assert words.count("and 7 more, all in the JSON result") == 2
    assert f"and {(MOST_ROWS + 7) * 4 - MOST_SKIPS:,} more, all in the JSON result" in words
    assert words.count(f"and {MOST_ROWS - 60} more on the screen") == 2


def test_the_first_page_says_how_things_stand() -> None:
    """
    The headline is the finding; the figures, the five debts and who is missing follow.
    """
    words = re.sub(r"\s+", " ", " ".join(Reader(_page(platform())).words))

    for said in (
        "20 components keep this platform running.",
        "Of the 19 whose origin is known, 13 are home-made (68%). The person who built 13 of them has probably left.",
        "2 repositories",
        "as of 2022-04-20",
        "git history: full",
        "home-made 68% 13 of 19",
        "lost their builder 13 of 19 with a known builder",
        "open debts 7 6 critical or high",
        "First small step Let two people mend one small fault in it together",
        "Vertex AI custom training (Google Cloud, since 2021)",
        "Reason and first step as for number 2.",
        "P1 built 13 components last seen 2020-11-30 97% likely gone",
        "4 CRDs are drawn inside the controller that serves them.",
        "408 of 412 files were read.",
    ):
        assert said in words


def test_the_bar_adds_up() -> None:
    """
    Its stretches follow each other and end at a hundred per cent.
    """
    text = _page(platform())

    bars = [(float(x), float(length)) for x, length in re.findall(r'x="([\d.]+)%" y="1" width="([\d.]+)%"', text)]
    assert len(bars) == 5
    assert sum(length for _, length in bars) == pytest.approx(100, abs=0.1)
    assert bars[1][0] == bars[0][1]


def test_the_map_leads_to_the_rows() -> None:
    """
    A box is a link to its component, also without the script.
    """
    text = _page(platform())

    row = re.search(r'<tr id="(c\d+)"[^>]*>\s*<th scope="row">train-controller', text)
    assert row is not None
    assert f'<a xlink:href="#{row[1]}">' in text


def test_the_map_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Without a picture the page says so, and the tables hold all of it.
    """
    monkeypatch.setattr(html, "draw_svg", lambda _: None)

    text = _page(platform())

    assert "The picture could not be drawn here" in text
    assert "map-picture" not in text.partition("<script>")[0]


def test_a_wide_map_is_not_shrunk(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    It is shown in full size, to be scrolled, as small letters cannot be read.
    """
    monkeypatch.setattr(html, "draw_svg", lambda _: '<svg width="2400pt" height="90pt"></svg>')

    assert '<div class="map" tabindex="0"' in _page(platform())


def test_persons_appear_as_asked() -> None:
    """
    Names only where the result holds them, and nobody where nobody is wanted.
    """
    base = platform()
    named = replace(base, people=(replace(base.people[0], name="Sam"),), people_mode=PeopleMode.NAMES)
    nobody = replace(
        base,
        people=(),
        people_mode=PeopleMode.NONE,
        components=tuple(replace(c, history=None) for c in base.components),
    )

    assert "Sam built 13 components" in _page(named)
    assert _page(nobody).count("Persons are left out of this report, as asked.") == 2
    assert re.findall(r"\bP\d\b", _page(nobody)) == []


def test_nobody_missing_and_nobody_known() -> None:
    """
    Both are said in a sentence.
    """
    base = platform()
    here = replace(base, people=tuple(replace(person, departed=None) for person in base.people))
    unknown = replace(base, people=(), components=tuple(replace(c, history=None) for c in base.components))

    assert "No builder seems to have left." in _page(here)
    assert "Without git history nobody can be named." in _page(unknown)


def test_a_weak_history_is_a_warning() -> None:
    """
    It stands above the figures, with the way out.
    """
    base = platform()
    weak = replace(base.targets[0], history=replace(base.targets[0].history, grade=Grade.SHALLOW))

    assert '<p class="warning">The git history is cut off' in _page(replace(base, targets=(weak,)))


def test_many_missing_people_are_counted() -> None:
    """
    Ten are named.
    """
    base = platform()
    people, components = [], []
    for number, component in enumerate(base.components[:12]):
        person = replace(base.people[0], id=f"P{number}")
        assert component.history is not None
        people.append(person)
        components.append(replace(component, history=replace(component.history, builder=person.id)))

    assert "and 1 more person" in _page(replace(base, people=tuple(people), components=tuple(components[:11])))


def test_only_our_own_files_are_not_escaped() -> None:
    """
    No template marks anything as safe.
    """
    environment = html._environment()

    for name in environment.list_templates():
        source, _, _ = environment.loader.get_source(environment, name)  # type: ignore[union-attr]
        assert "|safe" not in source.replace(" ", "")
        assert "autoescape" not in source
    assert environment.autoescape is True
