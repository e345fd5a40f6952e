"""
Charts are rendered when all their files are read, are known again by all of these, and cost only themselves.
"""

from pathlib import Path

import pytest

from debtscan.model.declaration import ImageRef, Reading
from debtscan.model.evidence import Reason
from debtscan.model.words import Status
from debtscan.run.cache import Cache
from debtscan.run.executor import Died
from debtscan.safe.files import UnreadableError, WorkTreeAt
from debtscan.scan import charts as module
from debtscan.scan.charts import Work, render_all, with_charts
from debtscan.scan.helm.stage import Task
from debtscan.scan.helm.units import Unit
from tests.unit.scan.helm.charts import pod
from tests.unit.scan.test_survey import ledger, surveyed, write

WEB = "shop/templates/web.yaml"
FILES: dict[str, str | bytes] = {
    "shop/Chart.yaml": "name: shop\n",
    "shop/values.yaml": "image: {repository: team/web, tag: 1.0.0}\n",
    WEB: pod("Deployment", "web", "{{ .Values.image.repository }}:{{ .Values.image.tag }}"),
}


def images(root: Path, **how: Path | int) -> list[str]:
    """
    Return the images that the template of the chart in *root* runs.
    """
    files = surveyed(root, **how).repo.files  # type: ignore[arg-type]
    reading = next(file.reading for file in files if file.path == WEB)
    return [ref.target.image for ref in reading.references if isinstance(ref.target, ImageRef)]


def test_a_survey_renders_charts(tmp_path: Path) -> None:
    """
    What the template says joins the values of another file.
    """
    assert images(write(tmp_path, FILES)) == ["team/web:1.0.0"]


def test_a_chart_is_known_by_all_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A change of the values alone renders it again; no change takes it from the cache.
    """
    root, cache = write(tmp_path / "root", FILES), tmp_path / "cache"
    assert images(root, cache=cache) == ["team/web:1.0.0"]
    write(root, {"shop/values.yaml": "image: {repository: team/web, tag: 2.0.0}\n"})
    assert images(root, cache=cache) == ["team/web:2.0.0"]

    monkeypatch.setattr(module, "render", _fail)

    assert images(root, cache=cache) == ["team/web:2.0.0"]


def _fail(*_: object) -> Reading:
    raise AssertionError("bad luck")


def test_a_chart_that_fails_is_read_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    And the ledger says so.
    """
    monkeypatch.setattr(module, "render", _fail)

    root = write(tmp_path, FILES)

    assert images(root) == ["{{ .Values.image.repository }}:{{ .Values.image.tag }}"]
    assert ("shop/Chart.yaml", Reason.CRASHED, "not rendered: AssertionError: bad luck") in ledger(surveyed(root).repo)


def test_many_templates_are_rendered_by_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    With the same result.
    """
    files = FILES | {path.replace("shop", "more", 1): text for path, text in FILES.items()}
    here = images(write(tmp_path, files))
    monkeypatch.setattr(module, "_SMALL", 1)

    assert images(tmp_path, workers=2) == here


def test_a_worker_that_dies_costs_its_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The executor says which one it was.
    """
    task = Task(Unit("", ("Chart.yaml",)), {})
    monkeypatch.setattr(module, "map_batches", lambda *_, **__: [Died(task, "killed by signal 11")])
    work = Work(lambda _: b"name: shop\n", WorkTreeAt("/"), 1, "")

    found = with_charts({"Chart.yaml": Reading()}, {"Chart.yaml": "1"}, work, Cache(None))

    assert found == ({}, [("Chart.yaml", Reason.CRASHED, "not rendered: killed by signal 11")])


def test_a_file_that_vanished_is_no_values(tmp_path: Path) -> None:
    """
    Between reading and rendering somebody may remove it.
    """

    def gone(path: str) -> bytes:
        raise UnreadableError(Reason.UNREADABLE, path)

    work = Work(gone, WorkTreeAt(str(tmp_path)), 1, "")
    blobs = dict.fromkeys(["Chart.yaml", "values.yaml"], "1")

    found, lost = with_charts({"Chart.yaml": Reading()}, blobs, work, Cache(None))

    assert found == {}
    assert [(path, reason) for path, reason, _ in lost] == [("Chart.yaml", Reason.CRASHED)]


def test_workers_open_the_files_themselves(tmp_path: Path) -> None:
    """
    They get no more than the place.
    """
    root = write(tmp_path, FILES)
    task = Task(Unit("shop", tuple(FILES)), dict.fromkeys(FILES, Reading()))

    assert b"team/web:1.0.0" in render_all(WorkTreeAt(str(root)), [task])


def test_a_chart_that_others_install_is_live_where_one_of_them_runs_it(tmp_path: Path) -> None:
    """
    By itself it is on, in the chart beside it is off.
    """
    about = "name: all\ndependencies: [{name: shop, repository: 'file://../shop', condition: shop.enabled}]\n"
    found = surveyed(write(tmp_path, FILES | {"all/Chart.yaml": about, "all/values.yaml": "shop: {enabled: false}\n"}))

    statuses = {one.key: one.status for file in found.repo.files for one in file.reading.declarations}
    assert statuses["Deployment//web"] is None
    assert statuses["dependency:shop"] is Status.DISABLED
