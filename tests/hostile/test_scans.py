"""
Every trap, scanned as a user would: files, links, history, findings and every output.
"""

from pathlib import Path

import pytest

from debtscan.cli.main import main
from tests.hostile.traps import TRAPS, Trap, build, fired


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
@pytest.mark.parametrize("command", ["scan", "gate"])
def test_no_command_of_a_trapped_repository_runs(
    trap: Trap, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Whatever its settings say, the repository is read and nothing of it is started.
    """
    monkeypatch.setenv("DEBTSCAN_CACHE_DIR", "off")
    monkeypatch.setenv("DEBTSCAN_WORKERS", "1")
    root = build(trap, tmp_path)
    (root / "Dockerfile").write_text("FROM alpine:3.20\nCOPY . /app\n", encoding="utf-8")
    monkeypatch.chdir(root)

    code = main([command, ".", "-f", f"html={tmp_path / 'report.html'}"], standalone_mode=False)

    assert int(code or 0) in {0, 1}
    assert not fired(tmp_path)
    assert "Traceback" not in capsys.readouterr().err
