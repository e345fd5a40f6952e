"""
Every file is read once or stands in the ledger; what one file costs, no other pays.
"""

from pathlib import Path

import msgspec
import pytest

from debtscan.model.declaration import File, Problem, Reading
from debtscan.model.estate import Repo
from debtscan.model.evidence import Reason
from debtscan.model.words import Status
from debtscan.run.cache import Cache
from debtscan.run.executor import Died
from debtscan.safe.files import WorkTree, WorkTreeAt, blob_id
from debtscan.scan import survey as module
from debtscan.scan.reader import Reader
from debtscan.scan.survey import Read, Survey, read_file, read_paths, survey

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: %s}\nspec: {containers: [{name: a, image: 'nginx:1.25.3'}]}\n"


def surveyed(root: Path, *, cache: Path | None = None, workers: int = 1) -> Survey:
    """
    Return the survey of the folder *root*.
    """
    tree = WorkTree(root)
    with Cache(cache) as kept:
        return survey("repo", tree, WorkTreeAt(str(root)), cache=kept, workers=workers)


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    """
    Write *files* into the folder *root* and return it.
    """
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def ledger(repo: Repo) -> list[tuple[str, Reason, str]]:
    """
    Return path, reason and detail of what was not read.
    """
    return [(skip.path, skip.reason, skip.detail) for skip in repo.skipped]


def test_every_file_is_read_or_told(tmp_path: Path) -> None:
    """
    Read, broken, binary, left out, or of a kind that nobody speaks.
    """
    files: dict[str, str | bytes] = {
        "web.yaml": POD % "web",
        "broken.yaml": "a: [\n",
        "picture.yaml": b"\0\1\2",
        "notes.txt": "words",
        "more.txt": "words",
        "LICENCE": "words",
        "vendor/web.yaml": POD % "theirs",
        "plain.yaml": "a: 1\n",
    }

    found = surveyed(write(tmp_path, files))

    assert [(file.path, file.reader) for file in found.repo.files] == [("web.yaml", "kubernetes")]
    assert found.repo.paths == tuple(sorted(files))
    assert ("**/*.txt", Reason.NO_READER, "2") in ledger(found.repo)
    assert {path: reason for path, reason, _ in ledger(found.repo)} == {
        "broken.yaml": Reason.BROKEN,
        "picture.yaml": Reason.BINARY,
        "**/*.txt": Reason.NO_READER,
        "**/LICENCE": Reason.NO_READER,
        "**/*.yaml": Reason.NO_READER,
        "vendor/**": Reason.VENDORED,
    }
    assert found.blobs["web.yaml"] == blob_id((POD % "web").encode())


def test_the_path_decides_before_the_content_whether_it_is_in_use(tmp_path: Path) -> None:
    """
    A manifest among examples is an example.
    """
    found = surveyed(write(tmp_path, {"examples/web.yaml": POD % "a", "web.yaml": POD % "b"}))

    assert [file.status for file in found.repo.files] == [Status.EXAMPLE, Status.LIVE]


def test_a_warm_cache_gives_the_same_and_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Known by path and content: the second time no reader is called.
    """
    root = write(tmp_path / "root", {"web.yaml": POD % "web", "broken.yaml": "a: [\n"})
    cold = surveyed(root, cache=tmp_path / "cache")
    monkeypatch.setattr(module, "read_paths", _fail)

    assert surveyed(root, cache=tmp_path / "cache") == cold


def _fail(*_: object) -> bytes:
    raise AssertionError


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """
    The content is part of the key.
    """
    root = write(tmp_path / "root", {"web.yaml": POD % "one"})
    surveyed(root, cache=tmp_path / "cache")
    write(root, {"web.yaml": POD % "two"})

    (file,) = surveyed(root, cache=tmp_path / "cache").repo.files

    assert [declaration.name for declaration in file.reading.declarations] == ["two"]


def _reader(read: object) -> Reader:
    return Reader(name="odd", version=1, wants=lambda _: True, claims=lambda _: True, read=read)  # type: ignore[arg-type]


def _crash(_: File) -> Reading:
    raise RecursionError


def test_a_reader_that_fails_costs_its_file_and_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    What failed for want of memory may work tomorrow.
    """
    root = write(tmp_path / "root", {"web.yaml": POD % "web"})
    with monkeypatch.context() as patch:
        patch.setattr(module, "READERS", (_reader(_crash),))
        patch.setattr(module, "_edition", lambda: "same")
        broken = surveyed(root, cache=tmp_path / "cache")
    monkeypatch.setattr(module, "_edition", lambda: "same")

    mended = surveyed(root, cache=tmp_path / "cache")

    assert ledger(broken.repo) == [("web.yaml", Reason.CRASHED, "RecursionError")]
    assert broken.repo.files == ()
    assert [file.path for file in mended.repo.files] == ["web.yaml"]


def test_a_worker_that_dies_costs_the_file_that_killed_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The executor says which one it was.
    """
    monkeypatch.setattr(module, "map_batches", lambda *_, **__: [Died("web.yaml", "killed by signal 11")])

    found = surveyed(write(tmp_path, {"web.yaml": POD % "web"}))

    assert ledger(found.repo) == [("web.yaml", Reason.CRASHED, "killed by signal 11")]


def test_many_files_are_dealt_out_and_come_back_in_order(tmp_path: Path) -> None:
    """
    Whatever the number of workers.
    """
    root = write(tmp_path, {f"s{number:03}.yaml": POD % f"s{number}" + "#" * number * 50 for number in range(70)})

    one, two = surveyed(root), surveyed(root, workers=2)

    assert one == two
    assert [file.path for file in one.repo.files] == sorted(file.path for file in one.repo.files)
    assert len(one.repo.files) == 70


def test_a_file_that_vanishes_is_told(tmp_path: Path) -> None:
    """
    Between listing and reading somebody may remove it.
    """
    packed = read_paths(WorkTreeAt(str(tmp_path)), ("gone.yaml",))

    (read,) = msgspec.msgpack.decode(packed, type=list[Read])

    assert (read.path, read.reader) == ("gone.yaml", "")
    assert [problem.reason for problem in read.reading.problems] == [Reason.UNREADABLE]


@pytest.mark.parametrize(
    ("path", "data", "reasons"),
    [
        ("a.yaml", b"a: [\n", [Reason.BROKEN]),
        ("a.yml", b"a: 1\n", []),
        ("a.yaml", b"{{ if x }}\na: [\n", []),
        ("a.yaml", b"{% if x %}\na: [\n", []),
        ("a.json", b"{", []),
    ],
    ids=["broken", "whole", "helm", "jinja", "json"],
)
def test_only_broken_yaml_that_nobody_took_is_told(path: str, data: bytes, reasons: list[Reason]) -> None:
    """
    A template is no YAML yet, and most JSON is data.
    """
    read = read_file(File(path, data))

    assert (read.reader, [problem.reason for problem in read.reading.problems]) == ("", reasons)


@pytest.mark.parametrize(("data", "told"), [(b"# caf\xe9\n", True), ("# café\n".encode(), False), (b"# cafe\n", False)])
def test_text_of_another_encoding_is_read_and_told(data: bytes, told: bool) -> None:
    """
    As Latin-1, in which every byte means something.
    """
    read = read_file(File("web.yaml", (POD % "web").encode() + data))

    assert read.reader == "kubernetes"
    assert (Problem(Reason.ENCODING) in read.reading.problems) is told


def test_a_problem_beside_findings_means_approximately(tmp_path: Path) -> None:
    """
    A file of which one document was lost is degraded, not skipped.
    """
    found = surveyed(write(tmp_path, {"two.yaml": f"{POD % 'web'}---\na: [\n"}))

    assert found.repo.skipped == ()
    assert [(skip.path, skip.reason) for skip in found.repo.degraded] == [("two.yaml", Reason.BROKEN)]


def test_a_format_that_is_called_template_is_in_use(tmp_path: Path) -> None:
    """
    A stack is what runs, whatever its file is called; a stack among examples is an example.
    """
    stack = "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n"
    found = surveyed(write(tmp_path, {"queue.template.yaml": stack, "examples/queue.template.yaml": stack}))

    assert [file.status for file in found.repo.files] == [Status.EXAMPLE, Status.LIVE]
