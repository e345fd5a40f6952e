"""
The report in a real browser: it opens from a file, asks for nothing, and its script finds no fault with it.
"""

import json
import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from debtscan.model.words import Lang
from debtscan.render.html import render
from debtscan.render.options import RenderOptions
from tests.unit.render.sample import HOSTILE, hostile, large, platform

pytestmark = pytest.mark.browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
PAGES = {
    "platform-en": (platform, Lang.EN),
    "platform-ja": (platform, Lang.JA),
    "hostile-en": (hostile, Lang.EN),
    "large-ja": (large, Lang.JA),
}
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # the browser's own requests lead nowhere
    "--enable-logging=stderr",
    "--window-size=1280,900",
)
# What looks at the page from inside: kept out of the page itself, whose policy lets in no script but its own.
PROBE = """
const form = document.querySelector("form.filter");
form.elements.search.value = "train-controller";
form.dispatchEvent(new Event("input", {bubbles: true}));
const shown = document.querySelectorAll("#findings-table tbody tr:not([hidden])").length;
const node = document.querySelector("#map-picture .node a");
node.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
const near = document.querySelectorAll("#map-picture .near, #map-picture .self").length;
const chosen = !document.getElementById("map-chosen").hidden;
const requests = performance.getEntriesByType("resource").map((entry) => entry.name);
document.title = JSON.stringify({shown, near, chosen, requests});
"""


@pytest.fixture(scope="module")
def browser() -> str:
    """
    Return the path of a Chromium; without one the tests are skipped, or fail where one is required.
    """
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        if os.environ.get("DEBTSCAN_BROWSER") == "required":
            pytest.fail("no Chromium found, but DEBTSCAN_BROWSER=required")
        pytest.skip(f"no browser found: {', '.join(NAMES)}")
    return found


def _run(browser: str, folder: Path, page: Path, *options: str) -> subprocess.CompletedProcess[str]:
    profile = f"--user-data-dir={folder / 'profile'}"
    return subprocess.run(
        [browser, *FLAGS, profile, *options, page.as_uri()],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )


def _complaints(log: str) -> list[str]:
    """
    Return what the page itself made the browser say.
    """
    return re.findall(r".*CONSOLE.*", log)


def _written(folder: Path, name: str) -> Path:
    make, lang = PAGES[name]
    page = folder / f"{name}.html"
    page.write_text(render(make(), RenderOptions(lang=lang)), encoding="utf-8")
    return page


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_page_opens_in_silence(browser: str, tmp_path: Path, name: str) -> None:
    """
    A picture comes out, and the page has nothing to complain about: a request would break its policy.
    """
    page, shot = _written(tmp_path, name), tmp_path / "shot.png"

    done = _run(browser, tmp_path, page, f"--screenshot={shot}")

    assert _complaints(done.stderr) == []
    assert shot.stat().st_size > 10_000


def test_hostile_names_add_no_element(browser: str, tmp_path: Path) -> None:
    """
    The browser's own view of the page has one script, no image, and the names as text.
    """
    dom = _run(browser, tmp_path, _written(tmp_path, "hostile-en"), "--dump-dom").stdout

    assert len(re.findall(r"<script\b", dom)) == 1
    assert re.findall(r"<(?:img|iframe|object|embed)\b|\bonerror=\"", dom) == []
    assert HOSTILE[0].replace("<", "&lt;").replace(">", "&gt;") in dom


def test_filter_and_map_answer(browser: str, tmp_path: Path) -> None:
    """
    The search leaves the rows that match, a box on the map shows its neighbours, and nothing was asked for on the way.
    """
    page = _written(tmp_path, "platform-en")
    text = page.read_text(encoding="utf-8")
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    page.write_text(text.replace("</body>", f"<script>{PROBE}</script></body>"), encoding="utf-8")

    dom = _run(browser, tmp_path, page, "--dump-dom").stdout

    title = re.search(r"<title>(\{.*?\})</title>", dom)
    assert title is not None
    assert json.loads(title[1]) == {"shown": 1, "near": 5, "chosen": True, "requests": []}


def test_a_foreign_script_is_not_run(browser: str, tmp_path: Path) -> None:
    """
    The page's policy keeps out what somebody adds to the file without its hash.
    """
    page = _written(tmp_path, "platform-en")
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</body>", "<script>document.title = 'taken'</script></body>"), encoding="utf-8")

    done = _run(browser, tmp_path, page, "--dump-dom")

    assert "<title>taken</title>" not in done.stdout
    assert any("Content Security Policy" in line for line in _complaints(done.stderr))


@pytest.mark.parametrize("name", ["platform-en", "platform-ja"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_stands_in_anybodys_way(browser: str, tmp_path: Path, name: str, scheme: str) -> None:
    """
    axe, the accessibility checker, has no serious or critical complaint, in either language and colour scheme.
    """
    found = find_spec("axe_core_python")
    if found is None or not found.submodule_search_locations:
        pytest.skip("the package axe-core-python, which carries the checker, is not installed")
    axe = Path(found.submodule_search_locations[0]) / "axe.min.js"
    page = _written(tmp_path, name)
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text(encoding="utf-8"))
    tail = (
        f"<script>{axe.read_text(encoding='utf-8')}</script><script>axe.run().then((found) => {{"
        "document.title = JSON.stringify(found.violations.filter((one) => ['serious', 'critical'].includes(one.impact))"
        ".map((one) => [one.id, one.nodes.length, one.nodes[0].target.join(' ')]));});</script></body>"
    )
    page.write_text(text.replace("</body>", tail), encoding="utf-8")
    blink = f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}"

    dom = _run(browser, tmp_path, page, "--dump-dom", "--virtual-time-budget=20000", blink).stdout

    title = re.search(r"<title>(\[.*?\])</title>", dom)
    assert title is not None
    assert json.loads(title[1].replace("&gt;", ">")) == []
