"""
Every test works in an empty folder of its own, with nobody's settings and no cache.
"""

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    Return the empty working folder.
    """
    for name in [name for name in os.environ if name.startswith("DEBTSCAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DEBTSCAN_CACHE_DIR", "off")
    monkeypatch.chdir(tmp_path)
    return tmp_path
