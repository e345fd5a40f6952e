import os
import sys
import time
from pathlib import Path

import pytest

from debtscan.safe import process
from debtscan.safe.process import ProcessError, clean_environment, clean_path, converse, find_program, run, stream


def python(code: str) -> list[str]:
    """
    Return the command line that runs *code*.
    """
    return [sys.executable, "-I", "-c", code]


def program(path: Path) -> Path:
    """
    Make an executable file at *path*.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_output_is_what_the_program_prints() -> None:
    """
    Bytes go in through a file and come out whole, however large both are.
    """
    data = b"x" * 3_000_000

    echoed = run(python("import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())"), clean_environment(), 30, data)

    assert echoed == data


def test_nothing_to_read_is_an_empty_input() -> None:
    """
    A program that asks for input gets none and does not wait.
    """
    assert run(python("import sys; print(len(sys.stdin.read()))"), clean_environment(), 30) == b"0\n"


def test_failure_carries_the_complaint() -> None:
    """
    What was printed before the failure is still given, then the program's own words are raised.
    """
    chunks = stream(python("import sys; print('some', flush=True); sys.exit('no luck')"), clean_environment(), 30)

    assert next(chunks) == b"some\n"
    with pytest.raises(ProcessError, match="no luck") as caught:
        next(chunks)
    assert caught.value.code == 1


def test_silent_failure_names_its_code() -> None:
    """
    A program that fails without a word is described by its exit code.
    """
    with pytest.raises(ProcessError, match="exit code 3"):
        run(python("raise SystemExit(3)"), clean_environment(), 30)


def test_deadline_ends_the_whole_group() -> None:
    """
    A program that does not end is killed with its children, and that is said.
    """
    code = "import os, time\nos.fork()\ntime.sleep(60)"

    with pytest.raises(ProcessError, match="did not end in time"):
        run(python(code), clean_environment(), 0.3)


def test_abandoned_stream_leaves_no_program(tmp_path: Path) -> None:
    """
    Whoever stops reading early has the program ended.
    """
    chunks = stream(python("import os\nwhile True: print(os.getpid(), flush=True)"), clean_environment(), 30)
    child = int(next(chunks).split()[0])

    chunks.close()  # type: ignore[attr-defined]  # a generator

    assert not Path(f"/proc/{child}").exists() or tmp_path.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


@pytest.mark.parametrize("argv", [["/nowhere/at-all"], [sys.executable, "nul\0byte"]])
def test_program_that_cannot_start_is_an_error(argv: list[str]) -> None:
    """
    A missing program and an impossible argument are errors of one kind.
    """
    with pytest.raises(ProcessError):
        run(argv, clean_environment(), 5)


def test_conversation_goes_both_ways() -> None:
    """
    A program started for a conversation answers line by line until it is closed.
    """
    talk = converse(python("import sys\nfor line in sys.stdin: print(line.strip() * 2, flush=True)"), {}, 30)

    answers = []
    for word in (b"a\n", b"b\n"):
        talk.stdin.write(word)
        talk.stdin.flush()
        answers.append(talk.stdout.readline())
    talk.stdin.write(b"never read\n")
    talk.close()

    assert answers == [b"aa\n", b"bb\n"]


def test_program_without_pipe_cannot_be_written_to() -> None:
    """
    Only conversations have a pipe to the program.
    """
    with process.started(python("pass"), {}, 30) as running, pytest.raises(ProcessError, match="without a pipe"):
        _ = running.stdin


def test_copy_in_a_forked_worker_does_not_end_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Closing in another process than the one that started it leaves the program to its owner.
    """
    talk = converse(python("print(input(), flush=True)"), {}, 30)
    monkeypatch.setattr(talk, "_owner", -1)
    child = talk._child

    talk.close()

    deadline = time.monotonic() + 20
    while child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert child.returncode == 1  # it ended by itself: its input was closed


def test_environment_is_an_allow_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Nothing of git's or the user's variables reaches a child unless it was given.
    """
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "evil")
    monkeypatch.setenv("HOME", "/home/someone")
    monkeypatch.setenv("TMPDIR", "/tmp")
    monkeypatch.delenv("LD_LIBRARY_PATH", raising=False)
    monkeypatch.setenv("PATH", "/usr/bin")

    assert clean_environment(HOME="/shadow") == {
        "TMPDIR": "/tmp",
        "PATH": "/usr/bin",
        "LC_ALL": "C.UTF-8",
        "HOME": "/shadow",
    }


def test_programs_of_the_target_and_the_working_folder_are_not_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Relative entries, the working folder, the target and links into it are left out of the search.
    """
    target, work, good = tmp_path / "target", tmp_path / "work", tmp_path / "good"
    program(target / "bin" / "tool")
    program(work / "tool")
    wanted = program(good / "tool")
    (tmp_path / "link").symlink_to(target / "bin")
    monkeypatch.chdir(work)
    entries = [".", "bin", str(work), str(target / "bin"), str(target), str(tmp_path / "link"), "", str(good)]
    monkeypatch.setenv("PATH", os.pathsep.join(entries))

    assert clean_path([target]) == [good]
    assert find_program("tool", [target]) == wanted
    assert find_program("other", [target]) is None


def test_a_file_that_may_not_be_run_is_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Folders and plain files of the right name are passed over.
    """
    (tmp_path / "tool").write_text("text")
    (tmp_path / "folder").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path))

    assert (find_program("tool"), find_program("folder")) == (None, None)


def test_scanning_the_root_forbids_nothing_but_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    When the target is the whole file system, programs may still be found.
    """
    monkeypatch.setenv("PATH", "/usr/bin")

    assert clean_path([Path("/")]) == [Path("/usr/bin")]
