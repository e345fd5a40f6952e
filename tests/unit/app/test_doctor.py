"""
The doctor says what works here and what its lack means.
"""

from pathlib import Path

import pytest

from debtscan.app import doctor
from debtscan.app.doctor import checks


def test_everything_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    On a machine like ours.
    """
    monkeypatch.setattr(doctor, "find_program", lambda _: Path("/usr/bin/git"))
    monkeypatch.setattr(doctor, "can_start", lambda: True)
    monkeypatch.setattr(doctor, "default_workers", lambda: 4)
    monkeypatch.setattr(doctor, "draw_svg", lambda _: "<svg/>")
    monkeypatch.setattr(doctor, "cache_folder", lambda: Path("somewhere"))

    assert list(checks()) == [("git", "found"), ("workers", "4"), ("drawing", "works"), ("cache", "on")]


def test_nothing_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Each lack with its consequence.
    """
    monkeypatch.setattr(doctor, "find_program", lambda _: None)
    monkeypatch.setattr(doctor, "can_start", lambda: False)
    monkeypatch.setattr(doctor, "draw_svg", lambda _: None)
    monkeypatch.setattr(doctor, "cache_folder", lambda: None)

    assert list(checks()) == [
        ("git", "not found: components are found, but nobody is known"),
        ("workers", "none: everything runs in one process"),
        ("drawing", "does not work: reports have no map"),
        ("cache", "off (DEBTSCAN_CACHE_DIR)"),
    ]
