"""
Imports, requirements, images and commands betray technologies.
"""

import pytest

from debtscan.catalog.signals import SignalIndex
from debtscan.catalog.tables import CodeSignal, Traces
from debtscan.model.component import CapabilityId

CI = CapabilityId("ci")
AIRFLOW = CodeSignal(
    "airflow", "Airflow", "off_the_shelf", (CI,), Traces(python=("airflow",), packages=("apache-airflow",))
)
OLD = CodeSignal("old", "Old Airflow", "off_the_shelf", (CI,), Traces(python=("airflow.contrib",)))
KUBE = CodeSignal(
    "kube", "Controller", "framework_for_operators", (CI,), Traces(go=("sigs.k8s.io/controller-runtime",))
)
JOBS = CodeSignal(
    "jobs",
    "Jobs by API",
    "home_made_hint",
    (CI,),
    Traces(
        calls=("create_namespaced_job(", "V1Job(", "md5(user", "client.Thing"), commands=("kubectl create job", "ssh")
    ),
)
LOOP = CodeSignal("loop", "Loop", "home_made_scheduler", (CI,), Traces(calls=("time.sleep(",)))
TF1 = CodeSignal("tf1", "TensorFlow 1", "library", (CI,), Traces(packages=("tensorflow<2", "not a requirement<<")))
TF = CodeSignal(
    "tf", "TensorFlow", "library", (CI,), Traces(packages=("tensorflow",), images=("tensorflow/tensorflow",))
)
DOCKER = CodeSignal("docker", "Docker", "off_the_shelf", (CI,), Traces(commands=("docker build",)))
INDEX = SignalIndex((AIRFLOW, OLD, KUBE, JOBS, LOOP, TF1, TF, DOCKER))


@pytest.mark.parametrize(
    ("ecosystem", "module", "calls", "expected"),
    [
        ("python", "airflow.operators.bash", (), (AIRFLOW,)),
        ("python", "airflow.contrib.hooks", (), (OLD, AIRFLOW)),
        ("python", "airflows", (), ()),
        ("go", "sigs.k8s.io/controller-runtime/pkg/client", (), (KUBE,)),
        ("go", "sigs.k8s.io/controller-runtime-x", (), ()),
        ("npm", "airflow", (), ()),
        ("python", "kubernetes.client", ("client.BatchV1Api.create_namespaced_job",), (JOBS,)),
        ("python", "kubernetes.client", ("client.Thing", "create_namespaced_job(body)"), (JOBS,)),
        ("python", "kubernetes.client", ("V1Job", "hashlib.md5"), ()),
        ("python", "time", ("time.sleep",), ()),
        ("python", "airflow", ("create_namespaced_job",), (AIRFLOW, JOBS)),
    ],
)
def test_an_import_is_known_by_its_prefix_and_its_calls(
    ecosystem: str, module: str, calls: tuple[str, ...], expected: tuple[CodeSignal, ...]
) -> None:
    """
    The closest prefix comes first; calls count where they are telling and no import would say more.
    """
    assert INDEX.of_import(ecosystem, module, calls) == expected


@pytest.mark.parametrize(
    ("ecosystem", "name", "version", "expected"),
    [
        ("python", "Apache_Airflow", "", (AIRFLOW,)),
        ("python", "tensorflow", "", (TF,)),
        ("python", "tensorflow", "==1.15.5", (TF1, TF)),
        ("python", "tensorflow", "2.16.1", (TF,)),
        ("python", "tensorflow", "whatever", (TF,)),
        ("python", "unknown", "", ()),
        ("go", "sigs.k8s.io/controller-runtime", "v0.16.3", (KUBE,)),
        ("npm", "tensorflow", "", ()),
    ],
)
def test_a_requirement_is_known_by_its_name(
    ecosystem: str, name: str, version: str, expected: tuple[CodeSignal, ...]
) -> None:
    """
    Names are compared as package indexes do; a narrowed signal wants a version that fits.
    """
    assert INDEX.of_package(ecosystem, name, version) == expected


def test_an_image_is_known_by_its_segments() -> None:
    """
    Only the whole path counts.
    """
    assert INDEX.of_image("tensorflow/tensorflow:2.16.1-gpu") == TF
    assert INDEX.of_image("tensorflow/serving") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("set -e; kubectl create job x && docker build .", (JOBS, DOCKER)),
        ("docker build . && docker build x", (DOCKER,)),
        ("mydocker build .", ()),
        ("docker builder prune", ()),
        ("ssh host", ()),
        ("", ()),
    ],
)
def test_a_command_is_known_by_its_words(text: str, expected: tuple[CodeSignal, ...]) -> None:
    """
    Whole words in order of appearance, each signal once; very short words say nothing.
    """
    assert INDEX.of_command(text) == expected


def test_without_signals_nothing_is_known() -> None:
    """
    An empty table answers every question with nothing.
    """
    index = SignalIndex(())

    assert index.of_command("docker build .") == ()
    assert index.of_import("python", "airflow") == ()
