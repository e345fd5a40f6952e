import pytest

from debtscan.model.declaration import ImageRef, NameRef, PathRef, ResourceSpec, ScheduleSpec, Spec, Store, StoreRef
from debtscan.model.words import How, Status
from tests.unit.scan.said import Ties, run, specs, ties


def resource(tool: str, type_: str, name: str) -> tuple[str, Spec]:
    """
    Return the resource as a command declares it.
    """
    return name, ResourceSpec(tool, type_, f"{type_}.{name}")


@pytest.mark.parametrize(
    ("command", "declared"),
    [
        ("gcloud beta run deploy api --image g/a --region r", [resource("gcloud", "google_cloud_run_service", "api")]),
        ("gcloud container clusters create ml --zone z", [resource("gcloud", "google_container_cluster", "ml")]),
        ("gcloud pubsub topics create t", [resource("gcloud", "google_pubsub_topic", "t")]),
        ("gcloud projects list", []),
        ("aws eks create-cluster --name ml", [resource("aws", "aws_eks_cluster", "ml")]),
        ("aws sqs create-queue --queue-name q", [resource("aws", "aws_sqs_queue", "q")]),
        ("aws sqs create-queue", []),
        ("aws help", []),
        ("az aks create -g g -n ml", [resource("az", "azurerm_kubernetes_cluster", "ml")]),
        ("eksctl create cluster --name ml", [resource("eksctl", "aws_eks_cluster", "ml")]),
        ("eksctl create cluster -f x.yaml", [resource("eksctl", "aws_eks_cluster", "eks")]),
        ("kind create cluster --name dev", [resource("kind", "kind_cluster", "dev")]),
        ("k3d cluster create dev", [resource("k3d", "k3d_cluster", "dev")]),
        ("minikube start", [resource("minikube", "minikube_cluster", "minikube")]),
        ("kind load docker-image x", []),
        (
            "gcloud scheduler jobs create http nightly --schedule '0 3 * * *' --uri https://a.example.com/run",
            [("nightly", ScheduleSpec("cloudscheduler", "0 3 * * *", "https://a.example.com/run"))],
        ),
    ],
)
def test_what_a_command_makes_is_declared(command: str, declared: list[tuple[str, Spec]]) -> None:
    """
    Clusters, services, queues and schedules that commands create are resources with the types of Terraform.
    """
    assert specs(run(command)) == declared


def test_a_cluster_of_one_machine_is_local() -> None:
    """
    A cluster for development is no part of the platform.
    """
    assert [declaration.status for declaration in run("kind create cluster").declarations] == [Status.LOCAL]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("gcloud run deploy api --image g/a --source .", [(ImageRef("g/a"), How.DEPLOY), (PathRef("."), How.DEPLOY)]),
        (
            "gcloud functions deploy f --trigger-topic t --trigger-bucket gs://b",
            [
                (StoreRef(Store.TOPIC, "t", "pubsub"), How.TRIGGER),
                (StoreRef(Store.BUCKET, "b", "gs"), How.TRIGGER),
                (StoreRef(Store.BUCKET, "b", "gs"), How.DATA),
            ],
        ),
        ("gcloud container clusters get-credentials ml --zone z", [(NameRef("cluster", "ml"), How.DEPLOY)]),
        ("gcloud container clusters get-credentials $C", []),
        ("gcloud builds submit --config cb.yaml .", [(PathRef("cb.yaml"), How.BUILD)]),
        ("gcloud builds submit", [(PathRef("cloudbuild.y*ml"), How.BUILD)]),
        (
            "gcloud scheduler jobs create pubsub n --schedule x --topic t",
            [(StoreRef(Store.TOPIC, "t", "pubsub"), How.TRIGGER)],
        ),
        (
            "gcloud dataproc jobs submit pyspark jobs/etl.py --cluster c",
            [(PathRef("jobs/etl.py"), How.TRIGGER)],
        ),
        ("gcloud ai custom-jobs create --config job.yaml", [(PathRef("job.yaml"), How.TRIGGER)]),
        (
            "gsutil -m cp -r models/ gs://ml-models/v1",
            [(StoreRef(Store.BUCKET, "ml-models", "gs"), How.DATA), (PathRef("models"), How.DEPLOY)],
        ),
        ("gsutil ls gs://b", [(StoreRef(Store.BUCKET, "b", "gs"), How.DATA)]),
        ("aws s3 sync s3://in ./x --delete", [(StoreRef(Store.BUCKET, "in", "s3"), How.DATA)]),
        (
            "aws s3 sync dags s3://airflow/dags",
            [(StoreRef(Store.BUCKET, "airflow", "s3"), How.DATA), (PathRef("dags"), How.DEPLOY)],
        ),
        ("aws eks update-kubeconfig --name ml", [(NameRef("cluster", "ml"), How.DEPLOY)]),
        ("aws lambda update-function-code --function-name f", [(NameRef("resource", "f"), How.DEPLOY)]),
        ("aws ecs update-service", []),
        ("aws cloudformation deploy --template-file cf.yaml --stack-name s", [(PathRef("cf.yaml"), How.DEPLOY)]),
        ("aws cloudformation create-stack --template-body file://cf.yaml", [(PathRef("cf.yaml"), How.DEPLOY)]),
        (
            "bq load --autodetect d.t gs://b/x.csv",
            [(StoreRef(Store.TABLE, "d.t", "bigquery"), How.DATA), (StoreRef(Store.BUCKET, "b", "gs"), How.DATA)],
        ),
        ("bq query 'select 1'", []),
        ("az aks get-credentials -g g -n ml", [(NameRef("cluster", "ml"), How.DEPLOY)]),
        ("az ml job create -f job.yml", [(PathRef("job.yml"), How.TRIGGER)]),
        ("az ml online-endpoint create -f e.yml", [(PathRef("e.yml"), How.DEPLOY)]),
        ("az login", []),
        ("eksctl create cluster -f x.yaml", [(PathRef("x.yaml"), How.DEPLOY)]),
        ("eksctl utils write-kubeconfig --cluster=ml", [(NameRef("cluster", "ml"), How.DEPLOY)]),
        ("eksctl delete cluster -f x.yaml", []),
        ("kind create cluster --config k.yaml", [(PathRef("k.yaml"), How.DEPLOY)]),
    ],
)
def test_what_a_command_uses_is_found(command: str, expected: Ties) -> None:
    """
    Images, folders, clusters, buckets, tables and templates are told from the arguments.
    """
    assert ties(run(command)) == expected
