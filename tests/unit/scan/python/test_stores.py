import pytest

from debtscan.model.declaration import HostRef, ImageRef, NameRef, Store, StoreRef, Target
from debtscan.model.words import How
from tests.unit.scan.python.sources import needed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import boto3\nboto3.client('sqs')", [(StoreRef(Store.QUEUE, "", "sqs"), How.QUEUE)]),
        ("import boto3\nboto3.client('iam')", []),
        (
            "import boto3\nboto3.resource('s3').Bucket('models')",
            [(StoreRef(Store.BUCKET, "", "s3"), How.DATA), (StoreRef(Store.BUCKET, "models", "s3"), How.DATA)],
        ),
        (
            "import boto3\nc.put_object(Bucket='models')\nc.send(QueueUrl='https://x/1/jobs')",
            [
                (StoreRef(Store.BUCKET, "models", "s3"), How.DATA),
                (StoreRef(Store.QUEUE, "jobs", "sqs"), How.QUEUE),
                (HostRef("x", "https://x/1/jobs"), How.CALL),
            ],
        ),
        ("import boto3\nc.put_object(Bucket=unknown)\nTable('x')", []),
        (
            "from google.cloud import storage\nstorage.Client().bucket('models')",
            [(StoreRef(Store.BUCKET, "", "gs"), How.DATA), (StoreRef(Store.BUCKET, "models", "gs"), How.DATA)],
        ),
        (
            "from kafka import KafkaConsumer\nKafkaConsumer('clicks', bootstrap_servers=['kafka:9092'])",
            [(StoreRef(Store.TOPIC, "clicks", "kafka"), How.QUEUE), (HostRef("kafka"), How.CALL)],
        ),
        (
            "from confluent_kafka import Consumer\nc = Consumer({})\nc.subscribe(['clicks', 'views'])",
            [
                (StoreRef(Store.TOPIC, "", "kafka"), How.QUEUE),
                (StoreRef(Store.TOPIC, "clicks", "kafka"), How.QUEUE),
                (StoreRef(Store.TOPIC, "views", "kafka"), How.QUEUE),
            ],
        ),
        (
            "import redis\nredis.Redis(host='cache', port=6379)",
            [(StoreRef(Store.CACHE, "", "redis"), How.DATA), (HostRef("cache"), How.CALL)],
        ),
        (
            "import psycopg2\npsycopg2.connect(dbname='sales', host=HOST)",
            [(StoreRef(Store.DATABASE, "sales", "postgres"), How.DATA)],
        ),
        (
            "import mlflow\nmlflow.sklearn.log_model(m, registered_model_name='churn')",
            [(StoreRef(Store.MODEL, "churn", "mlflow"), How.DATA)],
        ),
        ("import x\nx.put(bucket=f's3://models/{day}')", [(StoreRef(Store.BUCKET, "models", "s3"), How.DATA)]),
        ("import grpc\ngrpc.insecure_channel('serving:8500')", [(HostRef("serving"), How.CALL)]),
        ("import grpc\ngrpc.insecure_channel(f'{host}:8500')", []),
        ("unknown.Client()", []),
    ],
)
def test_clients_name_their_stores(text: str, expected: list[tuple[Target, How]]) -> None:
    """
    A client says the service, its arguments the place.
    """
    found = [(target, how) for target, how, _ in needed(text + "\n")]

    assert [item for item in expected if item not in found] == []
    assert [item for item in found if isinstance(item[0], StoreRef | HostRef) and item not in expected] == []


def test_strings_name_hosts_buckets_and_tables() -> None:
    """
    Docstrings and messages are left out; f-strings are folded where their fixed part looks like a place.
    """
    found = needed(
        '''
        """See https://docs.example.com/guide"""
        BASE = "api"
        requests.post("http://predictor.ml.svc.cluster.local/v1")
        requests.get(f"http://{BASE}-gateway:8080/x")
        log(f"read {BASE}")
        query = "SELECT a FROM `shop.sales.orders` JOIN users ON x"
        run(f"insert into {table} values (1)")
        '''
    )

    assert found == [
        (
            HostRef("predictor.ml.svc.cluster.local", "http://predictor.ml.svc.cluster.local/v1"),
            How.CALL,
            4,
        ),
        (HostRef("api-gateway", "http://api-gateway:8080/x"), How.CALL, 5),
        (StoreRef(Store.TABLE, "shop.sales.orders", "bigquery"), How.DATA, 7),
        (StoreRef(Store.TABLE, "users"), How.DATA, 7),
        (StoreRef(Store.TABLE, "{table}"), How.DATA, 8),
    ]


def test_settings_name_what_they_default_to() -> None:
    """
    A setting without a default is kept by name when it is one for a place.
    """
    found = needed(
        """
        import os
        host = os.environ.get("REDIS_HOST", "redis")
        image = os.getenv("WORKER_IMAGE", "registry.example.com/worker:1")
        url = os.environ.get("EVENTS_URL")
        mode = os.environ.get("MODE")
        level = os.environ.get("LOG_LEVEL", "info")
        other = os.environ.get("DB_HOST", default_host)
        settings = {}.get("X")
        os.environ.get()
        """
    )

    assert found == [
        (HostRef("redis"), How.ENV, 3),
        (ImageRef("registry.example.com/worker:1"), How.IMAGE, 4),
        (NameRef("setting", "EVENTS_URL"), How.ENV, 5),
        (NameRef("setting", "DB_HOST"), How.ENV, 8),
    ]


def test_constants_are_settings() -> None:
    """
    Of modules and of classes, not of functions.
    """
    found = needed(
        """
        MODEL_BUCKET = "trained-models"
        LEVEL = "info"
        X = ""

        class Settings:
            kafka_broker: str = "kafka:9092"

        def f():
            OTHER_BUCKET = "scratch-files"

        for HOST in "abc":
            pass
        """
    )

    assert found == [
        (StoreRef(Store.BUCKET, "trained-models"), How.DATA, 2),
        (HostRef("kafka"), How.ENV, 7),
    ]


def test_setup_scripts_name_no_hosts() -> None:
    """
    Their addresses are for people.
    """
    assert needed("setup(url='https://shop.example.org')\n", "setup.py") == []


def test_variables_without_a_default_are_named() -> None:
    """
    However they are read: by index, by call, or as fields of a settings class with its prefix.
    """
    found = needed(
        """
        import os
        from os import environ
        from pydantic_settings import BaseSettings
        A = os.environ["SCORER_URL"]
        B = environ["MODEL_BUCKET"]
        C = os.environ["DEBUG"]
        class Settings(BaseSettings):
            model_config = SettingsConfigDict(env_prefix="shop_")
            orders_topic: str
            size: int
            queue_host: str = "broker"
        class Old(BaseSettings):
            stock_url: str
            class Config:
                env_prefix = "OLD_"
        """
    )

    assert [target.name for target, _, _ in found if isinstance(target, NameRef)] == [
        "SCORER_URL",
        "MODEL_BUCKET",
        "SHOP_ORDERS_TOPIC",
        "OLD_STOCK_URL",
    ]
