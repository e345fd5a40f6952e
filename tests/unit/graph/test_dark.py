"""
What the files leave in the dark.
"""

from debtscan.model.declaration import Declaration, ImageRef, RunbookSpec, SecretRef
from debtscan.model.estate import SourceFile
from debtscan.model.words import How, Status
from tests.unit.graph.estate import (
    Parts,
    ci,
    config,
    custom,
    file,
    needs,
    path,
    questions,
    resource,
    shop,
    workload,
)

API = file("k8s/api.yaml", workload("api", "acme/api:1"))


def _runbook(*targets: str) -> SourceFile:
    steps: Parts = tuple(part for target in targets for part in path(target, How.DEPLOY, "runbook"))
    return file("README.md", (Declaration("runbook", "README", RunbookSpec()),), steps)


def _steps(*files: SourceFile) -> list[str]:
    return [asked for asked in questions(shop(*files)) if "manual_step" in asked]


def test_what_only_people_deploy_is_asked() -> None:
    """
    Not what a pipeline deploys too, what is not there, and what a command finds by itself.
    """
    automatic = file("ci.yml", ci("github", "CD"), path("k8s/api.yaml", How.DEPLOY, "ci"))

    assert _steps(API, _runbook("k8s/api.yaml")) == ["shop:service:api ? k8s/api.yaml (manual_step)"]
    assert _steps(API, _runbook("./k8s")) == ["shop:service:api ? k8s (manual_step)"]
    assert _steps(API, automatic, _runbook("k8s/api.yaml")) == []
    assert _steps(API, _runbook("k8s/gone.yaml", "*/api.yaml")) == []


def test_step_makes_no_link_and_other_references_no_step() -> None:
    """
    A document depends on nothing.
    """
    image = needs(ImageRef("acme/x:1"), How.IMAGE, "runbook")
    result = shop(API, file("k8s/README.md", (Declaration("runbook", "README", RunbookSpec()),), image))

    assert result.links == ()


def _secrets(*files: SourceFile, name: str = "api-token", status: Status = Status.LIVE) -> list[str]:
    user = file(
        "k8s/api.yaml",
        workload("api", "acme/api:1"),
        needs(SecretRef(name), How.ENV, "Deployment//api", "env"),
        needs(SecretRef("of-nobody"), How.ENV),
        status=status,
    )
    return [asked for asked in questions(shop(user, *files)) if "no_such_secret" in asked]


def test_secret_that_nothing_defines_is_asked() -> None:
    """
    A Secret, an object that becomes one, or infrastructure code defines it; an expression names none.
    """
    assert _secrets() == ["shop:service:api ? api-token (no_such_secret)"]
    assert _secrets(file("s.yaml", config("Secret", "api-token"))) == []
    assert _secrets(file("s.yaml", custom("ExternalSecret", "api-token", "external-secrets.io"))) == []
    assert _secrets(file("s.tf", resource("kubernetes_secret", "api-token"))) == []
    assert _secrets(name="{{ .Values.secret }}") == _secrets(name="default-token-x1") == _secrets(name="") == []
    assert _secrets(status=Status.EXAMPLE) == []
