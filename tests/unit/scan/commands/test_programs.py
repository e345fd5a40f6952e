import pytest

from debtscan.model.declaration import CommandRef, HostRef, ImportRef, NameRef, PathRef, ScheduleSpec, Store, StoreRef
from debtscan.model.words import How
from tests.unit.scan.said import Ties, run, specs, ties


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("python train.py --x 1", [(PathRef("train.py"), How.STEP)]),
        ("python3 -u -W ignore jobs/deploy.py", [(PathRef("jobs/deploy.py"), How.DEPLOY)]),
        ("venv/bin/python bin/job", [(PathRef("bin/job"), How.STEP)]),
        ("python -m shop.jobs.train", [(ImportRef("python", "shop.jobs.train"), How.STEP)]),
        ("python -m pip install x", []),
        ("python -m pytest tests", [(CommandRef("python -m pytest tests"), How.STEP)]),
        ("python -m uvicorn shop.web:app", [(ImportRef("python", "shop.web"), How.STEP)]),
        ("python -m 'a b'", []),
        ("python deploy.py prod --x y", [(PathRef("deploy.py"), How.DEPLOY), (NameRef("cluster", "prod"), How.DEPLOY)]),
        ("./deploy.sh apply $ENV", [(PathRef("deploy.sh"), How.DEPLOY)]),
        ("python -c 'import x'", []),
        ("python", []),
        ("uvicorn --host 0.0.0.0 shop.web:app --reload", [(ImportRef("python", "shop.web"), How.STEP)]),
        ("celery -A shop.tasks worker", [(ImportRef("python", "shop.tasks"), How.STEP)]),
        ("streamlit run ui/app.py", [(PathRef("ui/app.py"), How.STEP)]),
        ("flask routes", []),
        ("bash scripts/build_all.sh x", [(PathRef("scripts/build_all.sh"), How.BUILD)]),
        ("source ./env.sh", [(PathRef("env.sh"), How.IMPORT)]),
        (". common.env", [(PathRef("common.env"), How.IMPORT)]),
        ("bash -x", []),
        ("./scripts/run.sh", [(PathRef("scripts/run.sh"), How.STEP)]),
        ("deploy.sh now", [(PathRef("deploy.sh"), How.DEPLOY)]),
        ("/usr/local/bin/tool x", []),
        ("$1/x", [(PathRef("*/x"), How.STEP)][:0]),
        ("make -C web build", [(PathRef("web/*akefile"), How.BUILD)]),
        ("make deploy X=1", [(PathRef("*akefile"), How.DEPLOY)]),
        ("make -f other.mk", [(PathRef("other.mk"), How.STEP)]),
        ("pytest -q", [(CommandRef("pytest -q"), How.STEP)]),
        ("go test ./...", [(CommandRef("go test ./..."), How.STEP)]),
        ("go build -o bin/a ./cmd/a", [(PathRef("cmd/a"), How.BUILD)]),
        ("go build -o a cmd/a/*.go", [(PathRef("cmd/a"), How.BUILD)]),
        ("go run main.go", [(PathRef("main.go"), How.STEP)]),
        ("go install example.com/x@latest", []),
        ("go mod download", []),
        ("go", []),
        ("spark-submit --verbose jobs/etl.py", [(PathRef("jobs/etl.py"), How.STEP)]),
        ("papermill a.ipynb b.ipynb", [(PathRef("a.ipynb"), How.STEP), (PathRef("b.ipynb"), How.STEP)]),
        ("airflow dags trigger nightly", [(NameRef("dag", "nightly"), How.TRIGGER)]),
        ("airflow db init", []),
        (
            "dbt run --project-dir warehouse",
            [(PathRef("warehouse"), How.STEP), (NameRef("dbt", "warehouse"), How.STEP)],
        ),
        ("dbt build", [(PathRef("dbt_project.yml"), How.STEP), (NameRef("dbt", ""), How.STEP)]),
        ("dbt debug", []),
        ("mlflow run train", [(PathRef("train"), How.STEP)]),
        ("mlflow run", [(PathRef("."), How.STEP)]),
        ("dvc repro", [(PathRef("dvc.yaml"), How.STEP)]),
        ("chartpress --push", [(PathRef("chartpress.y*ml"), How.BUILD)]),
        ("gh workflow run nightly.yml", [(PathRef(".github/workflows/nightly.yml"), How.TRIGGER)]),
        ("gh pr list", []),
        ("twine upload dist/*", [(PathRef("."), How.DEPLOY)]),
        ("npm ci", []),
        ("crontab jobs.cron", [(PathRef("jobs.cron"), How.TRIGGER)]),
        ("crontab -l", []),
        ("curl -X POST http://scorer:8080/score", [(HostRef("scorer", "http://scorer:8080/score"), How.CALL)]),
        ("curl -sL https://example.com/install.sh", []),
        ("wget https://dl.k8s.io/x", []),
        ("curl s3://bucket-a/x", [(StoreRef(Store.BUCKET, "bucket-a", "s3"), How.DATA)]),
    ],
)
def test_what_a_program_is_given_is_found(command: str, expected: Ties) -> None:
    """
    Scripts, modules, targets, notebooks and hosts are told from how they are started.
    """
    assert ties(run(command)) == expected


def test_a_crontab_line_that_is_piped_in_is_a_schedule() -> None:
    """
    "echo line | crontab -" installs that line.
    """
    found = run("echo '0 3 * * * /app/run.sh' | crontab -\necho hello | crontab -")

    assert specs(found) == [("/app/run.sh", ScheduleSpec("crontab", "0 3 * * *", "/app/run.sh"))]


def test_what_all_may_fetch_is_no_store_of_the_owner() -> None:
    """
    A tool is downloaded from a public bucket by its address; the bucket itself needs credentials.
    """
    public = "curl -LO https://storage.googleapis.com/acme-tools/v1/bin/tool"

    assert ties(run(public)) == []
    assert ties(run("curl gs://acme-data/x")) == [(StoreRef(Store.BUCKET, "acme-data", "gs"), How.DATA)]
