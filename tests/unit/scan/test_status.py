"""
A path says whether what stands there is in use.
"""

import pytest

from debtscan.model.evidence import Reason
from debtscan.model.words import Status
from debtscan.scan.status import left_out, status_of


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("services/scorer/app.py", Status.LIVE),
        ("environments/dev/main.tf", Status.LIVE),
        ("latest/deploy.yaml", Status.LIVE),
        ("contest/app.py", Status.LIVE),
        ("", Status.LIVE),
        ("tests/test_app.py", Status.TEST),
        ("app/scorer_test.go", Status.TEST),
        ("app/conftest.py", Status.TEST),
        ("web/button.spec.tsx", Status.TEST),
        ("src/ScorerTest.java", Status.TEST),
        ("Tests/Data/a.yaml", Status.TEST),
        ("examples/job.yaml", Status.EXAMPLE),
        ("docs/deploy.yaml", Status.EXAMPLE),
        ("config/values.example.yaml", Status.EXAMPLE),
        ("config/sample-job.yaml", Status.EXAMPLE),
        (".github/resources/db.yaml", Status.TEST),
        (".github/workflows/ci.yaml", Status.LIVE),
        (".github/dependabot.yml", Status.LIVE),
        ("cookiecutter/app.py", Status.TEMPLATE),
        ("starters/web/templates/a.yaml", Status.TEMPLATE),
        ("deploy/job.template.yaml", Status.TEMPLATE),
        ("proto/api_pb2.py", Status.GENERATED),
        ("api/zz_generated.deepcopy.go", Status.GENERATED),
        ("dist/bundle.js", Status.GENERATED),
        ("third_party/lib/a.go", Status.VENDORED),
        (".devcontainer/Dockerfile", Status.LOCAL),
        ("hack/run.sh", Status.LOCAL),
        ("dev/compose.yaml", Status.LOCAL),
        ("docker-compose.override.yml", Status.LOCAL),
        ("kind-config.yaml", Status.LOCAL),
        ("app/.env", Status.LIVE),
        ("app/.env.production", Status.LIVE),
        ("app/.development.env", Status.LOCAL),
        ("app/.env.dev", Status.LOCAL),
        ("app/.env.test", Status.TEST),
        ("Tiltfile", Status.LOCAL),
    ],
)
def test_the_path_says_it(path: str, status: Status) -> None:
    """
    By a folder anywhere above, or by the name of the file.
    """
    assert status_of(path) is status


def test_the_strongest_word_wins() -> None:
    """
    A test of something vendored is vendored; an example among tests is a test.
    """
    assert status_of("examples/vendor/tests/a.py") is Status.VENDORED
    assert status_of("examples/tests/a.py") is Status.TEST


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("app/vendor/lib/a.go", ("app/vendor", Reason.VENDORED)),
        ("pkg/testdata/job.yaml", ("pkg/testdata", Reason.TEST_DATA)),
        ("Fixtures/job.yaml", ("Fixtures", Reason.TEST_DATA)),
        ("vendor/testdata/a.yaml", ("vendor", Reason.VENDORED)),
        ("tests/test_app.py", None),
        ("vendor", None),
        ("vendor.go", None),
    ],
)
def test_what_is_left_out_names_its_folder(path: str, found: tuple[str, Reason] | None) -> None:
    """
    The outermost one; a file of that name is a file.
    """
    assert left_out(path) == found


def test_packages_of_dbt_are_left_out() -> None:
    """
    They are somebody else's models.
    """
    assert left_out("mart/dbt_packages/utils/dbt_project.yml") == ("mart/dbt_packages", Reason.VENDORED)
