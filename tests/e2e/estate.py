"""
A small platform with a past: a service, a job, a home-made API and a broken file, by two people.
"""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from debtscan.app.demo_history import Commit, History, history_stream
from debtscan.safe.fast_import import BRANCH, write_repository

BUILDER = "Zenzo Quillfeather"
KEEPER = "Brixa Umberlock"
PERSONAL = ("Zenzo", "Quillfeather", "Brixa", "Umberlock", "zq.first@", "bu.second@")  # must stay out unless asked for

SERVICE = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: scorer
spec:
  template:
    spec:
      containers:
        - name: scorer
          image: registry.example.com/scorer:latest
          env:
            - name: FEATURES_URL
              value: http://features:8080
"""
JOB = """\
apiVersion: batch/v1beta1
kind: CronJob
metadata:
  name: retrain
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: retrain
              image: python:3.11
"""
API = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: modeltrainings.ml.tanuki.example
spec:
  group: ml.tanuki.example
  names: {kind: ModelTraining, plural: modeltrainings}
  scope: Namespaced
  versions:
    - {name: v1, served: true, storage: true}
"""
PROGRAM = """\
from fastapi import FastAPI

app = FastAPI()


@app.get("/score")
def score() -> float:
    return 0.5
"""
FILES = {
    "scorer/deployment.yaml": SERVICE,
    "scorer/app.py": PROGRAM,
    "scorer/Dockerfile": 'FROM python:3.11\nCOPY app.py .\nCMD ["uvicorn", "app:app"]\n',
    "jobs/retrain.yaml": JOB,
    "crds/modeltraining.yaml": API,
    "README.md": "A platform.\n",
}
BROKEN = {"infra/broken.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: [\n"}


def write_files(folder: Path, files: dict[str, str]) -> Path:
    """
    Write *files* into *folder*, which may exist, and return it.
    """
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def write_platform(
    folder: Path, files: dict[str, str] | None = None, origin: str = "https://git.example.com/tanuki/platform.git"
) -> Path:
    """
    Write *files* (or the usual ones) as a repository: the builder adds all, two years later the keeper mends one.
    """
    files = files or FILES
    last = max(files)
    start = datetime(2019, 3, 4, 9, tzinfo=UTC)
    commits = (
        Commit(start, f"{BUILDER} <zq.first@example.com>", "Build it all", add=tuple(files)),
        Commit(
            start + timedelta(days=700),
            f"{KEEPER} <bu.second@example.com>",
            "Keep it alive",
            edit=((last, f"{files[last]}# old\n", files[last]),),
        ),
    )
    history = History(origin, commits)
    write_repository(folder, history_stream(history, files, BRANCH), history.origin)
    return folder


def outside_run(result: str) -> str:
    """
    Return a JSON result without the one block that may differ between two runs.
    """
    document: dict[str, Any] = json.loads(result)
    del document["run"]
    return json.dumps(document, ensure_ascii=False)


def names_of(result: str) -> list[str]:
    """
    Return the ids of the components of a JSON result.
    """
    return [component["id"] for component in json.loads(result)["components"]]
