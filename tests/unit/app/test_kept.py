"""
A command takes folders or one kept result.
"""

from datetime import date
from pathlib import Path

import pytest

from debtscan.app.assess import Options
from debtscan.app.kept import assessed, load_result
from debtscan.base.errors import DebtscanError
from debtscan.render.json import render
from debtscan.render.options import RenderOptions
from tests.unit.render.sample import platform

OPTIONS = Options(today=date(2024, 1, 1), workers=1, cache=False)


@pytest.fixture
def result(tmp_path: Path) -> Path:
    """
    Return a kept result.
    """
    path = tmp_path / "kept.json"
    path.write_text(render(platform(), RenderOptions()), encoding="utf-8")
    return path


def test_a_kept_result_comes_back_whole(result: Path) -> None:
    """
    What was written is what is read.
    """
    assert load_result(result) == platform()


def test_one_json_file_is_a_result(result: Path) -> None:
    """
    Nothing is scanned.
    """
    assert assessed([str(result)], OPTIONS) == platform()


@pytest.mark.parametrize("name", ["folder.json", "folder"])
def test_a_folder_is_scanned_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    """
    Only a file can be a result.
    """
    (tmp_path / name).mkdir()
    (tmp_path / name / "Dockerfile").write_text("FROM nginx:1.25.3\n", encoding="utf-8")

    assert assessed([str(tmp_path / name)], OPTIONS).targets[0].repo == name


def test_a_result_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    """
    The hint is a command.
    """
    with pytest.raises(DebtscanError, match=r"gone\.json: no such file") as caught:
        load_result(tmp_path / "gone.json")

    assert caught.value.hint.startswith("debtscan scan -o result.json")
