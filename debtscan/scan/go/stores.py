"""
Stores, queues, hosts and images that Go code names or opens.
"""

from debtscan.model.declaration import HostRef, NameRef, Store, StoreRef
from debtscan.model.words import Confidence, How
from debtscan.scan.draft import Draft, Place, how_of
from debtscan.scan.go.tree import Call, GoFile, line_of, literal
from debtscan.scan.sql import is_sql, tables_in
from debtscan.scan.strings import is_image, targets_in, targets_of_setting

_CLIENTS = (  # import path prefix -> the store that code reaches through it
    ("github.com/aws/aws-sdk-go/service/s3", Store.BUCKET, "s3"),
    ("github.com/aws/aws-sdk-go-v2/service/s3", Store.BUCKET, "s3"),
    ("github.com/aws/aws-sdk-go/service/sqs", Store.QUEUE, "sqs"),
    ("github.com/aws/aws-sdk-go-v2/service/sqs", Store.QUEUE, "sqs"),
    ("github.com/aws/aws-sdk-go/service/sns", Store.TOPIC, "sns"),
    ("github.com/aws/aws-sdk-go-v2/service/sns", Store.TOPIC, "sns"),
    ("github.com/aws/aws-sdk-go/service/kinesis", Store.TOPIC, "kinesis"),
    ("github.com/aws/aws-sdk-go-v2/service/kinesis", Store.TOPIC, "kinesis"),
    ("github.com/aws/aws-sdk-go/service/dynamodb", Store.TABLE, "dynamodb"),
    ("github.com/aws/aws-sdk-go-v2/service/dynamodb", Store.TABLE, "dynamodb"),
    ("cloud.google.com/go/storage", Store.BUCKET, "gs"),
    ("cloud.google.com/go/bigquery", Store.DATASET, "bigquery"),
    ("cloud.google.com/go/pubsub", Store.TOPIC, "pubsub"),
    ("cloud.google.com/go/firestore", Store.DATABASE, "firestore"),
    ("cloud.google.com/go/datastore", Store.DATABASE, "datastore"),
    ("cloud.google.com/go/spanner", Store.DATABASE, "spanner"),
    ("cloud.google.com/go/bigtable", Store.DATABASE, "bigtable"),
    ("github.com/Azure/azure-sdk-for-go/sdk/storage/azblob", Store.BUCKET, "azureblob"),
    ("github.com/minio/minio-go", Store.BUCKET, "minio"),
    ("github.com/segmentio/kafka-go", Store.TOPIC, "kafka"),
    ("github.com/IBM/sarama", Store.TOPIC, "kafka"),
    ("github.com/Shopify/sarama", Store.TOPIC, "kafka"),
    ("github.com/confluentinc/confluent-kafka-go", Store.TOPIC, "kafka"),
    ("github.com/twmb/franz-go", Store.TOPIC, "kafka"),
    ("github.com/rabbitmq/amqp091-go", Store.QUEUE, "rabbitmq"),
    ("github.com/streadway/amqp", Store.QUEUE, "rabbitmq"),
    ("github.com/nats-io/nats.go", Store.TOPIC, "nats"),
    ("github.com/redis/go-redis", Store.CACHE, "redis"),
    ("github.com/go-redis/redis", Store.CACHE, "redis"),
    ("github.com/gomodule/redigo", Store.CACHE, "redis"),
    ("github.com/bradfitz/gomemcache", Store.CACHE, "memcached"),
    ("github.com/lib/pq", Store.DATABASE, "postgres"),
    ("github.com/jackc/pgx", Store.DATABASE, "postgres"),
    ("gorm.io/driver/postgres", Store.DATABASE, "postgres"),
    ("github.com/go-sql-driver/mysql", Store.DATABASE, "mysql"),
    ("gorm.io/driver/mysql", Store.DATABASE, "mysql"),
    ("go.mongodb.org/mongo-driver", Store.DATABASE, "mongodb"),
    ("github.com/gocql/gocql", Store.DATABASE, "cassandra"),
    ("github.com/elastic/go-elasticsearch", Store.DATABASE, "elasticsearch"),
    ("github.com/snowflakedb/gosnowflake", Store.DATABASE, "snowflake"),
)
_NAMED = {
    "Bucket": Store.BUCKET,
    "Topic": Store.TOPIC,
    "Subscription": Store.TOPIC,
    "Dataset": Store.DATASET,
    "QueueDeclare": Store.QUEUE,
}
_FIELDS = {"Bucket": "BUCKET", "QueueUrl": "QUEUE", "TableName": "TABLE", "Topic": "TOPIC", "TopicArn": "TOPIC"}
_HOST_FIELDS = {"Addr", "Address", "Host", "BaseURL", "URL", "Endpoint", "BootstrapServers"}
_FLAGS = frozenset({"String", "StringVar", "StringP", "StringVarP", "Getenv", "GetEnv", "LookupEnv", "SetDefault"})
_FLAGS |= {"GetEnvOrDefault", "EnvOrDefault", "GetenvDefault", "GetStringConfigWithDefault"}
_SIGNS = (b"://", b".svc", b"projects/", b"arn:aws")
_LONGEST = 20_000


def read(file: GoFile, draft: Draft) -> None:
    """
    Refer to stores, hosts and images; a client whose place is not said names the service with "".
    """
    _read_clients(file, draft)
    for call in file.calls:
        if call.last in _NAMED:
            _read_named(file, draft, call)
        elif call.last in _FLAGS:
            _read_flag(file, draft, call)
    _read_fields(file, draft)
    _read_strings(file, draft)


def _provider(file: GoFile, store: Store) -> str:
    return next((provider for kind, provider, _ in _clients(file) if kind is store), "")


def _clients(file: GoFile) -> list[tuple[Store, str, int]]:
    found = []
    for path, line in file.imports.values():
        for prefix, store, provider in _CLIENTS:
            if path == prefix or path.startswith((prefix + "/", prefix + ".")):
                found.append((store, provider, line))
    return found


def _read_clients(file: GoFile, draft: Draft) -> None:
    for store, provider, line in _clients(file):
        target = StoreRef(store, "", provider)
        draft.refer(Place(None, f"client:{provider}", line), target, how_of(target))


def _read_named(file: GoFile, draft: Draft, call: Call) -> None:
    for node in file.arguments(call)[:1]:
        name = literal(file.text(node))
        store = _NAMED[call.last]
        provider = _provider(file, store)
        if name and provider:
            target = StoreRef(store, name, provider)
            draft.refer(Place(None, call.last, call.line), target, how_of(target))


def _read_flag(file: GoFile, draft: Draft, call: Call) -> None:
    """
    Read flags with a default, flag.String("redis-host", "redis:6379", ...), and settings: os.Getenv("REDIS_HOST").
    """
    texts = [text for node in file.arguments(call)[:4] if (text := literal(file.text(node))) is not None]
    if not texts:
        return
    if call.last.endswith("P"):
        del texts[1:2]  # pflag's one-letter name
    name = texts[0].replace("-", "_").replace(".", "_").upper()
    place = Place(None, f"setting:{texts[0]}", call.line)
    if len(texts) > 1:
        draft.setting(place, name, texts[1])
    elif call.last in {"Getenv", "GetEnv", "LookupEnv"} and any(True for _ in targets_of_setting(name, "some-name")):
        draft.refer(place, NameRef("setting", name), How.ENV)


def _read_fields(file: GoFile, draft: Draft) -> None:
    for node in file.nodes("field"):
        children = node.named_children
        if len(children) < 2:  # noqa: PLR2004 - a key and a value
            continue
        key = file.text(children[0])
        if key not in _FIELDS and key != "Image" and key not in _HOST_FIELDS:
            continue
        value = file.text(children[-1])
        text = literal(value.removeprefix("aws.String(").removesuffix(")").strip())
        if text:
            _read_field(draft, Place(None, f"field:{key}", line_of(node)), key, text)


def _read_field(draft: Draft, place: Place, key: str, text: str) -> None:
    if key == "Image":
        if is_image(text):
            draft.image(place, text)
        return
    for target in targets_of_setting(_FIELDS.get(key, "HOST"), text):
        draft.refer(place, target, How.CALL if isinstance(target, HostRef) else how_of(target), Confidence.MEDIUM)


def _read_strings(file: GoFile, draft: Draft) -> None:
    for node in file.nodes("string"):
        data = file.data[node.start_byte : node.end_byte]
        place = Place(None, "string", line_of(node))
        if any(sign in data for sign in _SIGNS):
            for target in targets_in(_shown(file.text(node))):
                draft.refer(place, target, How.CALL if isinstance(target, HostRef) else how_of(target))
        elif len(data) > 20 and b" " in data and is_sql(text := file.text(node)[1:-1]):  # noqa: PLR2004 - "select x from y"
            for table, offset in tables_in(text):
                line = line_of(node) + offset
                draft.refer(Place(None, "sql", line), table, How.DATA, Confidence.MEDIUM)


def _shown(text: str) -> str:
    """
    Return the string *text* with verbs before a cluster's suffix as the expressions that they are.
    """
    plain = text[1:-1][:_LONGEST]
    return plain.replace("%s", "{s}").replace("%v", "{v}") if ".svc" in plain else plain
