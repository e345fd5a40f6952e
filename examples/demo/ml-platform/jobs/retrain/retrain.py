"""Asks every training pipeline for a new run, when the week brought enough events."""
import datetime
import os
import sys

from google.cloud import bigquery
from kubernetes import client, config

REQUESTED = "ml.acme.example/run-requested"


def events_of_the_week():
    query = f"SELECT COUNT(*) AS n FROM `{os.environ['EVENTS_TABLE']}` WHERE day > DATE_SUB(CURRENT_DATE(), INTERVAL 7 DAY)"
    return next(iter(bigquery.Client().query(query).result())).n


def request_runs(now):
    api = client.CustomObjectsApi()
    pipelines = api.list_namespaced_custom_object(
        group="ml.acme.example", version="v1", namespace="training", plural="trainingpipelines"
    )
    for pipeline in pipelines["items"]:
        api.patch_namespaced_custom_object(
            group="ml.acme.example",
            version="v1",
            namespace="training",
            plural="trainingpipelines",
            name=pipeline["metadata"]["name"],
            body={"metadata": {"annotations": {REQUESTED: now.strftime("%Y%m%d%H%M")}}},
        )


def main():
    if events_of_the_week() < int(os.environ["FEWEST_EVENTS"]):
        print("too few events, nothing is trained")
        return 1
    config.load_kube_config()
    request_runs(datetime.datetime.utcnow())
    return 0


if __name__ == "__main__":
    sys.exit(main())
