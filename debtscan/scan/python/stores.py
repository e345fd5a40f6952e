"""
Stores, queues and models that Python reaches through clients: buckets, tables, topics, databases, caches.
"""

import ast
from collections.abc import Iterator

from msgspec import Struct

from debtscan.model.declaration import HostRef, Store, StoreRef, Target
from debtscan.model.words import How
from debtscan.scan.draft import Draft, how_of
from debtscan.scan.python.airflow import Dags
from debtscan.scan.python.folding import is_known, items
from debtscan.scan.python.module import Module, Site
from debtscan.scan.python.tasks import sure
from debtscan.scan.strings import targets_in, targets_of_setting


class Client(Struct, frozen=True):
    """
    A call that opens or names a store: *store* and *provider*; the name stands in an argument, or is not said.
    """

    package: str
    call: str
    store: Store
    provider: str
    names: tuple[str, ...] = ()  # keywords of the name; it may also be the first argument
    index: int | None = None


_AWS = {
    "s3": (Store.BUCKET, "s3"),
    "sqs": (Store.QUEUE, "sqs"),
    "sns": (Store.TOPIC, "sns"),
    "kinesis": (Store.TOPIC, "kinesis"),
    "firehose": (Store.TOPIC, "kinesis"),
    "dynamodb": (Store.TABLE, "dynamodb"),
    "athena": (Store.TABLE, "athena"),
    "redshift-data": (Store.TABLE, "redshift"),
}
_AWS_NAMES = {
    "Bucket": (Store.BUCKET, "s3"),
    "QueueUrl": (Store.QUEUE, "sqs"),
    "QueueName": (Store.QUEUE, "sqs"),
    "TopicArn": (Store.TOPIC, "sns"),
    "StreamName": (Store.TOPIC, "kinesis"),
    "TableName": (Store.TABLE, "dynamodb"),
}
_CLIENTS = (
    Client("google.cloud.storage", "Client", Store.BUCKET, "gs"),
    Client("google.cloud.storage", "bucket", Store.BUCKET, "gs", ("bucket_name",), 0),
    Client("google.cloud.storage", "get_bucket", Store.BUCKET, "gs", ("bucket_or_name",), 0),
    Client("google.cloud.storage", "create_bucket", Store.BUCKET, "gs", ("bucket_or_name",), 0),
    Client("google.cloud.bigquery", "Client", Store.DATASET, "bigquery"),
    Client("google.cloud.bigquery", "get_table", Store.TABLE, "bigquery", ("table",), 0),
    Client("google.cloud.bigquery", "dataset", Store.DATASET, "bigquery", ("dataset_id",), 0),
    Client("google.cloud.bigquery", "load_table_from_dataframe", Store.TABLE, "bigquery", ("destination",), 1),
    Client("google.cloud.bigquery", "insert_rows_json", Store.TABLE, "bigquery", ("table",), 0),
    Client("pandas_gbq", "to_gbq", Store.TABLE, "bigquery", ("destination_table",), 1),
    Client("google.cloud.pubsub_v1", "PublisherClient", Store.TOPIC, "pubsub"),
    Client("google.cloud.pubsub_v1", "SubscriberClient", Store.TOPIC, "pubsub"),
    Client("google.cloud.pubsub_v1", "topic_path", Store.TOPIC, "pubsub", ("topic",), 1),
    Client("google.cloud.pubsub_v1", "subscription_path", Store.TOPIC, "pubsub", ("subscription",), 1),
    Client("google.cloud.firestore", "Client", Store.DATABASE, "firestore"),
    Client("google.cloud.bigtable", "Client", Store.DATABASE, "bigtable"),
    Client("google.cloud.spanner", "Client", Store.DATABASE, "spanner"),
    Client("kafka", "KafkaConsumer", Store.TOPIC, "kafka", (), 0),
    Client("kafka", "KafkaProducer", Store.TOPIC, "kafka"),
    Client("kafka", "send", Store.TOPIC, "kafka", ("topic",), 0),
    Client("confluent_kafka", "Consumer", Store.TOPIC, "kafka"),
    Client("confluent_kafka", "Producer", Store.TOPIC, "kafka"),
    Client("confluent_kafka", "produce", Store.TOPIC, "kafka", ("topic",), 0),
    Client("confluent_kafka", "subscribe", Store.TOPIC, "kafka", ("topics",), 0),
    Client("aiokafka", "AIOKafkaConsumer", Store.TOPIC, "kafka", (), 0),
    Client("aiokafka", "AIOKafkaProducer", Store.TOPIC, "kafka"),
    Client("aiokafka", "send_and_wait", Store.TOPIC, "kafka", ("topic",), 0),
    Client("pika", "BlockingConnection", Store.QUEUE, "rabbitmq"),
    Client("pika", "queue_declare", Store.QUEUE, "rabbitmq", ("queue",), 0),
    Client("aio_pika", "connect", Store.QUEUE, "rabbitmq"),
    Client("aio_pika", "connect_robust", Store.QUEUE, "rabbitmq"),
    Client("nats", "connect", Store.TOPIC, "nats"),
    Client("redis", "Redis", Store.CACHE, "redis"),
    Client("redis", "StrictRedis", Store.CACHE, "redis"),
    Client("redis", "from_url", Store.CACHE, "redis"),
    Client("redis", "ConnectionPool", Store.CACHE, "redis"),
    Client("aioredis", "create_redis_pool", Store.CACHE, "redis"),
    Client("aioredis", "from_url", Store.CACHE, "redis"),
    Client("pymemcache", "Client", Store.CACHE, "memcached"),
    Client("psycopg2", "connect", Store.DATABASE, "postgres", ("dbname", "database")),
    Client("psycopg", "connect", Store.DATABASE, "postgres", ("dbname",)),
    Client("asyncpg", "connect", Store.DATABASE, "postgres", ("database",)),
    Client("asyncpg", "create_pool", Store.DATABASE, "postgres", ("database",)),
    Client("pymysql", "connect", Store.DATABASE, "mysql", ("database", "db")),
    Client("MySQLdb", "connect", Store.DATABASE, "mysql", ("db",)),
    Client("mysql.connector", "connect", Store.DATABASE, "mysql", ("database",)),
    Client("pymongo", "MongoClient", Store.DATABASE, "mongodb"),
    Client("motor", "AsyncIOMotorClient", Store.DATABASE, "mongodb"),
    Client("cassandra", "Cluster", Store.DATABASE, "cassandra"),
    Client("cassandra", "connect", Store.DATABASE, "cassandra", ("keyspace",), 0),
    Client("elasticsearch", "Elasticsearch", Store.DATABASE, "elasticsearch"),
    Client("opensearchpy", "OpenSearch", Store.DATABASE, "elasticsearch"),
    Client("snowflake", "connect", Store.DATABASE, "snowflake", ("database",)),
    Client("clickhouse_driver", "Client", Store.DATABASE, "clickhouse", ("database",)),
    Client("azure.storage.blob", "BlobServiceClient", Store.BUCKET, "azureblob"),
    Client("azure.storage.blob", "get_container_client", Store.BUCKET, "azureblob", ("container",), 0),
    Client("minio", "Minio", Store.BUCKET, "minio"),
    Client("mlflow", "register_model", Store.MODEL, "mlflow", ("name",), 1),
    Client("feast", "FeatureStore", Store.DATABASE, "feast"),
)
_BY_CALL: dict[str, list[Client]] = {}
for _client in _CLIENTS:
    _BY_CALL.setdefault(_client.call, []).append(_client)
_WANTED = {  # keyword -> what a literal of it names
    "bootstrap_servers": "BOOTSTRAP_SERVERS",
    "destination_dataset_table": "TABLE",
    "destination_table": "TABLE",
    "registered_model_name": "",
    "bucket_name": "BUCKET",
    "bucket": "BUCKET",
    "gcs_bucket": "BUCKET",
    "s3_bucket": "BUCKET",
    "topic": "TOPIC",
    "host": "HOST",
    "hosts": "HOST",
    "contact_points": "HOST",
}


def read(module: Module, dags: Dags, draft: Draft) -> None:
    """
    Refer to every store that a call opens or names; a client whose place is not said names the service with "".
    """
    for call, clients in _BY_CALL.items():
        for site in module.called(call):
            for client in clients:
                if (site.root and site.name.startswith(client.package + ".")) or site.name == client.package:
                    _refer_all(draft, dags, site, _of_client(site, client))
    if module.imports("boto3", "aioboto3", "botocore", "aiobotocore", "s3fs"):
        _read_aws(module, dags, draft)
    for keyword, key in _WANTED.items():
        for site in module.with_keyword(keyword):
            if site.root or site.keyword("task_id") is not None:
                _refer_all(draft, dags, site, _of_keyword(site, keyword, key))
    for site in module.called("insecure_channel", "secure_channel"):
        for text in site.folded(site.argument(0, "target")):
            if "{" not in text:
                _refer_all(draft, dags, site, targets_of_setting("HOST", text))


def _refer_all(draft: Draft, dags: Dags, site: Site, targets: Iterator[Target]) -> None:
    place = dags.place(site).at(site.last, site.line)
    for target in targets:
        name = target.name if isinstance(target, StoreRef) else ""
        draft.refer(place, target, _how(target), sure(name))


def _how(target: Target) -> How:
    return How.CALL if isinstance(target, HostRef) else how_of(target)


def _of_client(site: Site, client: Client) -> Iterator[Target]:
    node = site.keyword(*client.names) if client.names else None
    if node is None and client.index is not None:
        node = site.argument(client.index)
    names = [text for text in _texts(site, node) if is_known(text) and "://" not in text]
    for name in names or [""]:
        yield StoreRef(client.store, name, client.provider)


def _texts(site: Site, node: ast.expr | None) -> Iterator[str]:
    if node is None:
        return
    yield from site.folded(node)
    for item, scope in items(node, site.scope):
        yield from Site(site.call, scope, site.name, site.root).folded(item)


def _read_aws(module: Module, dags: Dags, draft: Draft) -> None:
    for site in module.called("client", "resource", "create_client"):
        for service in site.folded(site.argument(0, "service_name")):
            if service in _AWS:
                store, provider = _AWS[service]
                _refer_all(draft, dags, site, iter([StoreRef(store, "", provider)]))
    for keyword, (store, provider) in _AWS_NAMES.items():
        for site in module.with_keyword(keyword):
            _refer_all(draft, dags, site, _named(site, site.keyword(keyword), store, provider))
    for site in module.called("Bucket", "Table", "Queue"):
        if site.root:
            store, provider = _AWS_NAMES[{"Bucket": "Bucket", "Table": "TableName", "Queue": "QueueUrl"}[site.last]]
            _refer_all(draft, dags, site, _named(site, site.argument(0), store, provider))


def _named(site: Site, node: ast.expr | None, store: Store, provider: str) -> Iterator[Target]:
    for text in site.folded(node):
        if is_known(text):
            yield StoreRef(store, text.rpartition("/")[2] if "://" in text else text.rpartition(":")[2], provider)


def _of_keyword(site: Site, keyword: str, key: str) -> Iterator[Target]:
    for text in _texts(site, site.keyword(keyword)):
        if not is_known(text):
            continue
        if not key:
            yield StoreRef(Store.MODEL, text, "mlflow")
        elif "{" in text:
            yield from targets_in(text)
        else:
            yield from targets_of_setting(key, text)
