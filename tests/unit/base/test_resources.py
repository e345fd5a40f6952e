"""
What ships with debtscan is found in a checkout and in a wheel.
"""

from pathlib import Path

import pytest

from debtscan.base import resources
from debtscan.base.resources import bundled


@pytest.mark.parametrize("name", ["rules", "report_templates", "weights", "examples"])
def test_a_checkout_has_it_beside_the_package(name: str) -> None:
    """
    Editable installs do not copy it.
    """
    assert bundled(name) == Path(__file__).parents[3] / name
    assert bundled(name).is_dir()


def test_a_wheel_has_it_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    There is nothing beside an installed package.
    """
    (tmp_path / "_data" / "rules").mkdir(parents=True)
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)

    assert bundled("rules") == tmp_path / "_data" / "rules"
