"""
What a string in an environment, a configuration or code names: images, hosts, buckets, topics, tables.
"""

import re
from collections.abc import Iterator

from debtscan.model.declaration import HostRef, Store, StoreRef, Target

_BUCKET = re.compile(r"\b(s3a?|s3n|gs|gcs|abfss?|wasbs?)://([A-Za-z0-9][A-Za-z0-9._-]*(?:\{[^}]*\}[A-Za-z0-9._-]*)*)")
_URL = re.compile(
    r"\b(?P<scheme>https?|grpcs?|tcp|wss?|redis|rediss|amqps?|kafka|nats|postgres(?:ql)?(?:\+\w+)?|mysql(?:\+\w+)?|"
    r"mongodb(?:\+srv)?|jdbc:\w+|clickhouse|memcached|bolt|ldaps?)://(?:[^/@\s\"'<>]*@)?"
    r"(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*)(?::\d+)?(?P<path>/[^\s\"'<>`)]*)?"
)
_CLUSTER_DNS = re.compile(r"\b([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)?\.svc(?:\.cluster\.local)?)\b")
_HOST_PORT = re.compile(r"(?P<host>[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*):(?P<port>\d{2,5})(?:/[^\s]*)?")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_TOPIC = re.compile(r"projects/[^/\s]+/(?P<what>topics|subscriptions)/(?P<name>[A-Za-z0-9._~%+-]+)")
_ARN = re.compile(
    r"arn:aws[\w-]*:(?P<service>sqs|sns|s3|dynamodb|kinesis|lambda|states):[\w-]*:\d*:(?P<rest>[^\s\"']+)"
)
_SQS = re.compile(r"https?://sqs\.[\w-]+\.amazonaws\.com/\d+/(?P<name>[\w.-]+)")

_ARN_STORES = {
    "sqs": Store.QUEUE,
    "sns": Store.TOPIC,
    "s3": Store.BUCKET,
    "dynamodb": Store.TABLE,
    "kinesis": Store.TOPIC,
}
_KEYS_OF_HOSTS = re.compile(r"(HOST|ADDR|ADDRESS|ENDPOINT|SERVER|URL|URI|BROKERS?|BOOTSTRAP)S?$", re.IGNORECASE)
_KEYS_OF_STORES = (
    (re.compile(r"BUCKET(_?NAME)?$", re.IGNORECASE), Store.BUCKET),
    (re.compile(r"TOPIC(_?NAME)?$", re.IGNORECASE), Store.TOPIC),
    (re.compile(r"QUEUE(_?NAME)?$", re.IGNORECASE), Store.QUEUE),
    (re.compile(r"TABLE(_?NAME)?$", re.IGNORECASE), Store.TABLE),
    (re.compile(r"DATASET(_?(NAME|ID))?$", re.IGNORECASE), Store.DATASET),
)
_LOCAL = {"localhost", "127.0.0.1", "0.0.0.0"}  # noqa: S104 - compared, never bound


def targets_in(text: str) -> Iterator[Target]:
    """
    Yield what *text* names beyond doubt: URLs, bucket URIs, cluster DNS names, topics and ARNs, in order of appearance.
    """
    for match in _BUCKET.finditer(text):
        yield StoreRef(Store.BUCKET, match[2], "s3" if match[1].startswith("s3") else match[1])
    for match in _TOPIC.finditer(text):
        yield StoreRef(Store.TOPIC, match["name"], "pubsub")
    for match in _ARN.finditer(text):
        if match["service"] in _ARN_STORES:
            yield StoreRef(_ARN_STORES[match["service"]], re.split(r"[:/]", match["rest"])[-1], match["service"])
    for match in _SQS.finditer(text):
        yield StoreRef(Store.QUEUE, match["name"], "sqs")
    seen: set[str] = set()
    for match in _URL.finditer(text):
        host = match["host"].rstrip(".")
        if host not in _LOCAL and not host.startswith("sqs."):
            seen.add(host)
            yield HostRef(host, match[0])
    for match in _CLUSTER_DNS.finditer(text):
        if match[1] not in seen:
            yield HostRef(match[1])


def targets_of_setting(key: str, value: str) -> Iterator[Target]:
    """
    Yield what the setting *key* = *value* names; the key tells what a bare word means (REDIS_HOST, MODEL_BUCKET ...).
    """
    found = list(targets_in(value))
    if found:
        yield from found
        return
    word = value.strip()
    for pattern, store in _KEYS_OF_STORES:
        if pattern.search(key) and re.fullmatch(r"[A-Za-z0-9][\w./-]{2,}", word):
            yield StoreRef(store, word)
            return
    yield from _host_of_setting(key, word)


def _host_of_setting(key: str, word: str) -> Iterator[Target]:
    for part in word.split(","):
        match = _HOST_PORT.fullmatch(part.strip())
        if match and match["host"] not in _LOCAL:
            yield HostRef(match["host"])
        elif _KEYS_OF_HOSTS.search(key) and _NAME.fullmatch(part.strip()) and part.strip() not in _LOCAL:
            yield HostRef(part.strip())
