import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.measure.effort.roles import Role, role_of


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("go.sum", Role.LOCK),
        ("terraform/prod/.terraform.lock.hcl", Role.LOCK),
        ("api/requirements-dev.txt", Role.DEPENDENCY),
        ("VERSION", Role.VERSION),
        ("docs/CHANGELOG.md", Role.VERSION),
        (".github/workflows/build.yml", Role.CI),
        (".github/dependabot.yml", Role.HYGIENE),
        ("OWNERS", Role.GOVERNANCE),
        ("api/Dockerfile", Role.IMAGE),
        ("charts/api/values.yaml", Role.SETTING),
        ("charts/api/templates/deployment.yaml", Role.CHART),
        ("infra/main.tf", Role.TERRAFORM),
        ("infra/prod.tfvars", Role.SETTING),
        ("k8s/deployment.yaml", Role.MANIFEST),
        ("k8s/alerts/latency.yaml", Role.MONITORING),
        ("docs/runbooks/restore.md", Role.RUNBOOK),
        ("api/v1/service.pb.go", Role.GENERATED),
        ("tests/test_api.py", Role.TEST),
        ("examples/iris/train.py", Role.EXAMPLE),
        ("notebooks/look.ipynb", Role.NOTEBOOK),
        ("README.md", Role.DOCS),
        ("docs/map.png", Role.PICTURE),
        ("sql/daily/query.sql", Role.QUERY),
        ("dags/daily.py", Role.SCHEDULE),
        ("ui/src/App.tsx", Role.INTERFACE),
        ("bin/run.sh", Role.SCRIPT),
        ("api/main.go", Role.CODE),
        ("data/rows.csv", Role.DATA),
        ("seal", Role.OTHER),
    ],
)
def test_a_path_tells_the_part_that_a_file_plays(path: str, role: Role) -> None:
    """
    By name, then by place, then by suffix.
    """
    assert role_of(path) is role


@given(st.text(max_size=80))
def test_any_path_has_a_role(path: str) -> None:
    """
    Whatever it is made of.
    """
    assert role_of(path) in Role
