"""
Stores and images that exist only because somebody uses them.
"""

import pytest

from debtscan.graph.externals import Externals
from debtscan.model.declaration import ImageRef, Store, StoreRef
from debtscan.model.evidence import Evidence
from debtscan.model.words import Built, Kind, Status
from tests.unit.graph.estate import (
    arrows,
    board,
    component,
    dag,
    file,
    ids,
    imports,
    linked,
    program,
    questions,
    repo,
    resource,
    shop,
    stack,
    stores,
    workload,
)

TRAIN = program("train", serves=True)
HERE = Evidence("shop", "train/main.py", 2, "store:x", "data")


@pytest.mark.parametrize(
    ("provider", "expected"),
    [
        ("s3", ("models", Built.MANAGED, "artifact_store", "aws", "Amazon S3")),
        ("s3n", ("models", Built.MANAGED, "artifact_store", "aws", "Amazon S3")),
        ("gcs", ("models", Built.MANAGED, "artifact_store", "gcp", "Google Cloud Storage")),
        ("abfss", ("models", Built.MANAGED, "artifact_store", "azure", "Azure Blob Storage")),
        ("dynamodb", ("models", Built.MANAGED, "data_store", "aws", "Amazon DynamoDB")),
        ("snowflake", ("Snowflake", Built.MANAGED, "dwh", "snowflake", "Snowflake")),
        ("sqs", ("Amazon SQS", Built.MANAGED, "streaming", "aws", "Amazon SQS")),
        ("pubsub", ("Pub/Sub", Built.MANAGED, "streaming", "gcp", "Pub/Sub")),
        ("amqp", ("RabbitMQ", Built.OSS, "streaming", None, "RabbitMQ")),
        ("mongodb", ("MongoDB", Built.OSS, "data_store", None, "MongoDB")),
    ],
)
def test_store_is_described_by_the_service_that_holds_it(provider: str, expected: tuple[str | None, ...]) -> None:
    """
    Whether somebody here operates it, what it does and whose it is follow from the word in the address.
    """
    result = shop(file("train/main.py", TRAIN, stores(Store.BUCKET, "models", provider)))

    kind = Kind.QUEUE if "streaming" in expected else Kind.DATASTORE
    store = next(entry for entry in result.components if entry.kind is kind)
    facts = store.facts
    assert (store.name, store.built, store.capability, facts.provider, facts.product) == expected


def test_store_of_an_unheard_of_provider_is_none() -> None:
    """
    A word that says no service makes no component and no question.
    """
    result = shop(file("train/main.py", TRAIN, stores(Store.BUCKET, "models", "floppy")))

    assert (ids(result), arrows(result), questions(result)) == (["shop:service:train"], [], [])


def test_store_is_proved_once_by_each_file_that_uses_it() -> None:
    """
    Two uses in one file are one place to look at.
    """
    use = stores(Store.BUCKET, "models", "s3")
    result = shop(file("train/main.py", TRAIN, use, use), file("train/save.py", use))

    assert component(result, "shop:datastore:models").evidence == (
        Evidence("shop", "train/main.py", 3, "store:models", "data"),
        Evidence("shop", "train/save.py", 1, "store:models", "data"),
    )


def test_bucket_used_in_two_repositories_is_one() -> None:
    """
    Buckets of a cloud are called alike nowhere else: they join repositories, declared or not.
    """
    use = file("train/main.py", TRAIN, stores(Store.BUCKET, "models", "s3"))
    made = file("tf/main.tf", resource("aws_s3_bucket", "models"))

    loose = linked(repo("east", use), repo("west", use))
    declared = linked(repo("east", use), repo("west", use), repo("cloud", made))

    assert arrows(loose) == [
        "east:service:train -data-> east:datastore:models",
        "west:service:train -data-> east:datastore:models",
    ]
    assert arrows(declared) == [
        "east:service:train -data-> cloud:datastore:models",
        "west:service:train -data-> cloud:datastore:models",
    ]


@pytest.mark.parametrize(("provider", "joined"), [("bigquery", True), ("kafka", False), ("wasb", False)])
def test_what_repositories_share_without_a_declaration(provider: str, joined: bool) -> None:
    """
    A vendor's service is one; of a broker of one's own, and of containers named in some account, there may be many.
    """
    use = file("train/main.py", TRAIN, stores(Store.TABLE, "models", provider))
    result = linked(repo("east", use), repo("west", use))

    assert len({link.target for link in result.links}) == (1 if joined else 2)


def test_who_names_a_bucket_needs_no_service() -> None:
    """
    A client without a name says nothing more beside a named one; nor does a grant on any bucket.
    """
    named_one = stores(Store.BUCKET, "models", "s3")
    some = stores(Store.BUCKET, "", "s3")
    result = shop(
        file("train/main.py", TRAIN, some),
        file("train/save.py", named_one),
        file("eval/main.py", program("eval", serves=True), some),
        file("tf/main.tf", stack("tf"), some),
    )

    assert arrows(result) == [
        "shop:service:eval -data-> shop:datastore:Amazon-S3",
        "shop:service:train -data-> shop:datastore:models",
    ]


def test_service_of_which_there_are_several_is_the_nearest_one() -> None:
    """
    A dataset beside the job is meant; far from all, and between two at the same distance, it is the service.
    """
    result = shop(
        file("sales/infra/main.tf", resource("google_bigquery_dataset", "sales")),
        file("stock/infra/main.tf", resource("google_bigquery_dataset", "stock")),
        file("sales/load/main.py", program("load", serves=True), stores(Store.DATASET, "", "bigquery")),
        file("web/main.py", program("web", serves=True), stores(Store.DATASET, "", "bigquery")),
    )

    assert arrows(result) == [
        "shop:service:load -data-> shop:datastore:sales",
        "shop:service:web -data-> shop:datastore:BigQuery",
    ]


def test_service_that_is_declared_as_such_is_meant_by_all() -> None:
    """
    What is called as the service is called stands for it.
    """
    result = shop(
        file("a/main.tf", resource("google_container_cluster", "main")),
        file("b/main.tf", resource("google_container_cluster", "north")),
        file("dags/n.py", dag("n"), imports("airflow.providers.google.cloud.operators.kubernetes_engine", "X")),
    )

    assert arrows(result) == ["shop:pipeline:n -call-> shop:cluster:Google-Kubernetes-Engine"]


def test_two_buckets_are_two_and_one_service_without_names_is_one() -> None:
    """
    Buckets are told apart by name; the tables of a warehouse and the topics of a broker are not.
    """
    result = shop(
        file(
            "train/main.py",
            TRAIN,
            stores(Store.BUCKET, "models", "s3"),
            stores(Store.BUCKET, "logs", "s3"),
            stores(Store.TABLE, "a.b", "bigquery"),
            stores(Store.TABLE, "a.c", "bigquery"),
            stores(Store.TOPIC, "x", "kafka"),
            stores(Store.TOPIC, "y", "kafka"),
        )
    )

    assert [name for name in ids(result) if ":service:" not in name] == [
        "shop:datastore:BigQuery",
        "shop:datastore:logs",
        "shop:datastore:models",
        "shop:queue:Kafka",
    ]


def test_broker_that_runs_in_the_estate_is_the_one_that_is_used() -> None:
    """
    The product is met by its image, whatever the workload is called.
    """
    result = shop(
        file("k8s/bus.yaml", workload("bus", "rabbitmq:3")),
        file("train/main.py", TRAIN, stores(Store.QUEUE, "orders", "amqp")),
    )

    assert arrows(result) == ["shop:service:train -data-> shop:queue:bus"]


def test_named_bucket_is_not_another_bucket_of_the_same_service() -> None:
    """
    A declared bucket stands for the service only where the use names none.
    """
    result = shop(
        file("tf/main.tf", resource("aws_s3_bucket", "models")),
        file("train/main.py", TRAIN, stores(Store.BUCKET, "logs", "s3")),
        file("eval/main.py", program("eval", serves=True), stores(Store.BUCKET, "${BUCKET}", "s3")),
    )

    assert arrows(result) == [
        "shop:service:eval -data-> shop:datastore:models",
        "shop:service:train -data-> shop:datastore:logs",
    ]


def test_table_is_in_the_dataset_before_its_own_name() -> None:
    """
    "sales.orders" lies in "sales"; a table without a dataset and a bucket with a dot say no dataset.
    """
    table = board(file("tf/main.tf", resource("google_bigquery_dataset", "sales")))
    dataset = table.start(table.items[0], Kind.DATASTORE)
    externals = Externals(table)

    found = [
        [draft.name for draft in externals.store(StoreRef(store, name, provider), HERE)]
        for store, name, provider in (
            (Store.TABLE, "sales.orders", "bigquery"),
            (Store.TABLE, "orders", "bigquery"),
            (Store.BUCKET, "sales.orders", "s3"),
        )
    ]

    assert externals.store(StoreRef(Store.TABLE, "p.sales.orders", "bigquery"), HERE) == [dataset]
    assert found == [["sales"], ["BigQuery"], ["sales.orders"]]


@pytest.mark.parametrize(
    "image",
    [
        "python:3.11",
        "alpine/git:2",
        "acme/aws-cli:1",
        "quay.io/acme/etl:1",
        "gcr.io/kaniko-project/executor:v1",
        "registry.acme.example/library/etl:1",
        "ghcr.io/acme/etl",
        "gcr.io/acme-x/{{ image }}",
        "",
    ],
)
def test_image_of_everybody_is_no_job(image: str) -> None:
    """
    Public registries, vendors' projects, plain tools and computed names are nobody's own work.
    """
    assert Externals(board()).image(ImageRef(image), HERE) is None


def test_private_image_is_one_job_whatever_its_tag_or_case() -> None:
    """
    Two paths that end alike are two images, and each file that runs one proves it.
    """
    result = shop(
        file("dags/a.py", dag("a", images=["gcr.io/acme-x/etl:1", "gcr.io/acme-x/ETL@sha256:00", "gcr.io/acme-y/etl"])),
        file("dags/b.py", dag("b", images=["acme-x/etl:2"])),
    )

    jobs = [entry for entry in result.components if entry.kind is Kind.JOB]
    assert [(entry.id, entry.built, [place.path for place in entry.evidence]) for entry in jobs] == [
        ("shop:job:dags:etl", Built.BESPOKE, ["dags/a.py", "dags/b.py"]),
        ("shop:job:dags:etl:2", Built.BESPOKE, ["dags/a.py"]),
    ]


def test_operator_stands_for_the_service_that_it_drives() -> None:
    """
    What a DAG takes from an orchestrator's provider packages is a service it calls; plain packages and tests are none.
    """
    result = shop(
        file(
            "dags/nightly.py",
            dag("nightly"),
            imports("airflow.providers.google.cloud.operators.bigquery", "BigQueryInsertJobOperator"),
            imports("airflow.providers.google.cloud.operators.kubernetes_engine", "GKEStartPodOperator"),
            imports("airflow.providers.google.cloud.hooks.gcs", "GCSHook"),
            imports("bigquery_helpers", "run"),
        ),
        file("main.tf", resource("google_container_cluster", "north")),
        file("tests/test_nightly.py", imports("airflow.providers.amazon.aws.operators.emr"), status=Status.TEST),
    )

    assert ids(result) == ["shop:cluster:north", "shop:datastore:BigQuery", "shop:pipeline:nightly"]
    assert arrows(result) == [
        "shop:pipeline:nightly -call-> shop:cluster:north",
        "shop:pipeline:nightly -call-> shop:datastore:BigQuery",
    ]


def test_bucket_that_all_may_read_is_nobodys_component() -> None:
    """
    Whoever reads it, it is not the owner's to run.
    """
    result = shop(
        file("api/main.py", program("api", serves=True), stores(Store.BUCKET, "gcp-public-data-landsat", "gs")),
    )

    assert ids(result) == ["shop:service:api"]
