import pytest

from debtscan.model.declaration import HostRef, Store, StoreRef, Target
from debtscan.scan.strings import is_image, targets_in, targets_of_setting, without_credentials


@pytest.mark.parametrize(
    "text",
    [
        "ghcr.io/team/web:1.2",
        "localhost:5000/web",
        "redis:latest",
        "mysql:8",
        "team/web",
        "team/web@sha256:0123456789abcdef",
        "{{ .Values.image.repository }}:{{ .Values.image.tag }}",
        "${REGISTRY}/web:$(TAG)",
    ],
)
def test_images_are_known_by_path_tag_or_digest(text: str) -> None:
    """
    A reference of an image has a path, a tag or a digest; expressions may stand for parts.
    """
    assert is_image(text)


@pytest.mark.parametrize(
    "text", ["", "web", "/data/a.png", "images/cat.png", "https://a/b", "two words:1", "1.2.3.4:80", "a/" * 300]
)
def test_other_words_are_no_images(text: str) -> None:
    """
    Plain words, files, URLs, addresses with ports and endless text are no images.
    """
    assert not is_image(text)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("s3a://models/v1", StoreRef(Store.BUCKET, "models", "s3")),
        ("see gs://raw_events", StoreRef(Store.BUCKET, "raw_events", "gs")),
        ("projects/p/topics/clicks", StoreRef(Store.TOPIC, "clicks", "pubsub")),
        ("arn:aws:sqs:eu-west-1:1:jobs", StoreRef(Store.QUEUE, "jobs", "sqs")),
        ("arn:aws:s3:::models/v1/*", StoreRef(Store.BUCKET, "models", "s3")),
        ("arn:aws:dynamodb:eu-west-1:1:table/users", StoreRef(Store.TABLE, "users", "dynamodb")),
        ("https://sqs.eu-west-1.amazonaws.com/1/jobs", StoreRef(Store.QUEUE, "jobs", "sqs")),
        ("https://models.s3.eu-west-1.amazonaws.com/a", StoreRef(Store.BUCKET, "models", "s3")),
        ("https://storage.googleapis.com/models/a", StoreRef(Store.BUCKET, "models", "gcs")),
        ("https://models.blob.core.windows.net/a", StoreRef(Store.BUCKET, "models", "azure")),
        ("http://web:80/a b", HostRef("web", "http://web:80/a")),
        ("postgres://me:secret@db:5432/app", HostRef("db", "postgres://db:5432/app")),
        ("api.prod.svc.cluster.local:80", HostRef("api.prod.svc.cluster.local")),
        ("http://{{ .Release.Name }}-api:80/x", HostRef("api", "http://{{ .Release.Name }}-api")),
        ("http://api.${NAMESPACE}:80", HostRef("api", "http://api.${NAMESPACE}")),
    ],
)
def test_what_is_named_beyond_doubt_is_found(text: str, target: Target) -> None:
    """
    Buckets, topics, queues, tables and hosts are recognised by their form; passwords are cut off.
    """
    assert list(targets_in(text)) == [target]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http://localhost:8080",
        "http://www.w3.org/2001/XMLSchema",
        "https://github.com/a/b/issues/7",
        '<a href="https://a.test/">',
        "[docs](https://a.test)",
        "arn:aws:lambda:eu-west-1:1:function:f",
        "arn:aws:s3:::*",
        "http://{{ .Values.host }}/a",
        "http://1/",
    ],
)
def test_what_is_no_dependency_is_left_out(text: str) -> None:
    """
    The own machine, documents, links for people, and hosts that are one expression name nothing.
    """
    assert list(targets_in(text)) == []


def test_each_host_counts_once() -> None:
    """
    A cluster name inside a URL is not found a second time.
    """
    text = "http://api.prod.svc:80 api.prod.svc other.svc other.svc"

    assert list(targets_in(text)) == [HostRef("api.prod.svc", "http://api.prod.svc:80"), HostRef("other.svc")]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("REDIS_HOST", "redis", [HostRef("redis")]),
        ("redisHost", "my_redis", [HostRef("my_redis")]),
        ("REDIS_HOST_1", "redis", [HostRef("redis")]),
        ("DB_HOST_NAME", "db.prod.", [HostRef("db.prod")]),
        ("BROKERS", "k1:9092, k2:9092", [HostRef("k1"), HostRef("k2")]),
        ("CACHE", "cache.prod:6379", [HostRef("cache.prod")]),
        ("UPSTREAM", "localhost:80", []),
        ("REDIS_HOST", "localhost", []),
        ("REDIS_HOST", "Redis Server", []),
        ("IMAGE_TAG", "web:8080", []),
        ("urlScheme", "http", []),
        ("NO_PROXY", "a.svc,b.svc", []),
        ("API_URL", "http://api/v1", [HostRef("api", "http://api/v1")]),
        ("MODEL_BUCKET", "models", [StoreRef(Store.BUCKET, "models")]),
        ("destinationBucketName", "models", [StoreRef(Store.BUCKET, "models")]),
        ("KAFKA_TOPIC", "clicks", [StoreRef(Store.TOPIC, "clicks")]),
        ("QUEUE_NAME", "jobs", [StoreRef(Store.QUEUE, "jobs")]),
        ("BQ_TABLE", "p.d.t", [StoreRef(Store.TABLE, "p.d.t")]),
        ("DATASET_ID", "events", [StoreRef(Store.DATASET, "events")]),
        ("editable", "abc", []),
        ("TABLE", "true", []),
        ("QUEUE", "12345", []),
        ("NAME", "web", []),
        ("", "web", []),
        ("HOSTS", "a," * 2_000, []),
    ],
)
def test_the_key_tells_what_a_bare_word_means(key: str, value: str, expected: list[Target]) -> None:
    """
    A word becomes a host, bucket, topic, queue, table or dataset only where the words of its key say so.
    """
    assert list(targets_of_setting(key, value)) == expected


def test_secrets_in_command_lines_are_cut_off() -> None:
    """
    Neither the password of a URL nor the value of an option for secrets stays; variables do, they tell nothing.
    """
    text = "run --db-password hunter2 --api-key=k1 --token=$TOKEN http://me:secret@db/ --password --verbose"

    assert (
        without_credentials(text)
        == "run --db-password *** --api-key=*** --token=$TOKEN http://db/ --password --verbose"
    )
