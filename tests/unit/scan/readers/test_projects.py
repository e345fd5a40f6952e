import pytest

from debtscan.model.declaration import CommandRef, Declaration, File, ImageRef, PathRef, PipelineSpec, Reading
from debtscan.model.evidence import Reason
from debtscan.model.words import How
from debtscan.scan.readers.projects import READER


def read(path: str, text: str) -> Reading:
    """
    Return the reading of *text*.
    """
    return READER.read(File(path, text.encode()))


def test_mlflow_projects() -> None:
    """
    Entry points are steps; the folder names the project where there is one.
    """
    text = (
        "name: shared\nconda_env: conda.yml\ndocker_env:\n  image: registry.example.com/x:1\n"
        "entry_points:\n  main:\n    command: python train.py --password=x\n  other: 3\n"
    )

    found = read("flows/train/MLproject", text)

    spec = PipelineSpec("mlflow", None, ("main", "other"), whole=True)
    assert found.declarations == (Declaration("pipeline", "train", spec, 1),)
    assert [(ref.source, ref.target, ref.how, ref.line) for ref in found.references] == [
        ("pipeline", CommandRef("python train.py --password=***"), How.STEP, 7),
        ("pipeline", ImageRef("registry.example.com/x:1"), How.IMAGE, 3),
        ("pipeline", PathRef("flows/train/conda.yml"), How.IMPORT, 2),
    ]
    assert [item.name for item in read("MLproject", "name: own\n").declarations] == ["own"]
    assert [item.name for item in read("MLproject", "a: b\n").declarations] == ["MLproject"]


def test_dvc_pipelines() -> None:
    """
    Stages are steps, with commands and the files that they read.
    """
    text = "stages:\n  load:\n    cmd: python load.py\n    deps:\n    - data/raw\n    - ../../out\n  odd: 1\n"

    found = read("ml/dvc.yaml", text)

    spec = PipelineSpec("dvc", None, ("load", "odd"), whole=True)
    assert found.declarations == (Declaration("pipeline", "ml", spec, 1),)
    assert [(ref.target, ref.how, ref.line) for ref in found.references] == [
        (CommandRef("python load.py"), How.STEP, 2),
        (PathRef("ml/data/raw"), How.DATA, 5),
    ]
    assert [item.name for item in read("dvc.yaml", text).declarations] == ["dvc"]


@pytest.mark.parametrize(("text", "problems"), [("a: [", [Reason.BROKEN]), ("- a\n", []), ("stages: 3\n", [])])
def test_other_content_says_nothing(text: str, problems: list[Reason]) -> None:
    """
    What is broken is a problem.
    """
    found = read("dvc.yaml", text)

    assert found.declarations == ()
    assert [problem.reason for problem in found.problems] == problems


def test_files_are_known_by_name() -> None:
    """
    Nothing else is one.
    """
    assert [READER.wants(path) for path in ("a/MLproject", "dvc.yaml", "a.yaml")] == [True, True, False]
