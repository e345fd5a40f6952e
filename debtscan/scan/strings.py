"""
What a string in an environment, a configuration or code names: images, hosts, buckets, topics, tables.
"""

import re
from collections.abc import Iterator

from debtscan.model.declaration import HostRef, NameRef, Store, StoreRef, Target

_BUCKET = re.compile(
    r"\b(s3a?|s3n|gs|gcs|abfss?|wasbs?)://([A-Za-z0-9][A-Za-z0-9._-]*(?:\{[^}]{0,80}\}[A-Za-z0-9._-]*)*)"
)
_URL = re.compile(
    r"\b(?P<scheme>https?|grpcs?|tcp|wss?|redis|rediss|amqps?|kafka|nats|postgres(?:ql)?(?:\+\w+)?|mysql(?:\+\w+)?|"
    r"mongodb(?:\+srv)?|jdbc:\w+|clickhouse|memcached|bolt|ldaps?)://(?:[^/@\s\"'<>]{0,200}@)?"
    r"(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*)(?::\d+)?(?P<path>/[^\s\"'<>`{}|\\]*)?"
)
_MADE_URL = re.compile(  # a host that is put together from expressions and literal parts
    r"\b[a-z][a-z0-9+]{1,20}://(?P<host>(?:[a-zA-Z0-9.-]|\{\{[^{}\n]{0,200}\}\}|\$\{[^{}\n]{0,80}\}|\$\([\w.-]{1,80}\)){1,40})"
)
_CLUSTER_DNS = re.compile(r"(?<![\w.-])([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)?\.svc(?:\.cluster\.local)?)\b")
_HOST_PORT = re.compile(r"(?P<host>[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*):(?P<port>\d{2,5})(?:/[^\s]*)?")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_DOTTED = re.compile(r"[a-z0-9][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+\.?")
_TOPIC = re.compile(r"projects/[^/\s]+/(?P<what>topics|subscriptions)/(?P<name>[A-Za-z0-9._~%+-]+)")
_ARN = re.compile(
    r"arn:aws[\w-]*:(?P<service>sqs|sns|s3|dynamodb|kinesis|lambda|states):[\w-]*:\d*:(?P<rest>[^\s\"']+)"
)
_SQS = re.compile(r"https?://sqs\.[\w-]+\.amazonaws\.com/\d+/(?P<name>[\w.-]+)")
_BUCKET_HOSTS = re.compile(
    r"https?://(?:(?P<s3>[a-z0-9][a-z0-9.-]+)\.s3[\w.-]*\.amazonaws\.com|storage\.googleapis\.com/(?P<gcs>[a-z0-9][\w.-]+)|"
    r"(?P<azure>[a-z0-9]+)\.blob\.core\.windows\.net)"
)

_ARN_STORES = {
    "sqs": Store.QUEUE,
    "sns": Store.TOPIC,
    "s3": Store.BUCKET,
    "dynamodb": Store.TABLE,
    "kinesis": Store.TOPIC,
}
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_HOST_WORDS = frozenset(
    {"host", "hosts", "hostname", "addr", "addrs", "address", "addresses", "endpoint", "endpoints", "server", "servers"}
    | {"url", "urls", "uri", "uris", "broker", "brokers", "bootstrap", "dsn", "upstream"}
)
_COUNTED = frozenset({"name", *"0123456789"})  # REDIS_HOST_1, HOST_NAME
_NO_HOSTS = frozenset(
    {("no", "proxy"), ("log", "server"), ("bind", "address"), ("listen", "address"), ("bind", "addr")}
)
_STORE_WORDS = {
    "bucket": Store.BUCKET,
    "topic": Store.TOPIC,
    "queue": Store.QUEUE,
    "table": Store.TABLE,
    "dataset": Store.DATASET,
}
_SUFFIXES = frozenset({"name", "id"})  # MODEL_BUCKET_NAME names what MODEL_BUCKET names
_BUCKET_NAME = re.compile(r"[a-z0-9][a-z0-9._/-]{2,}")
_PLACE = re.compile(r"[A-Za-z0-9][\w./-]{2,}")
_NO_PLACE = frozenset({"true", "false", "none", "null", "yes", "default", "auto"})
_IMAGE = re.compile(
    r"(?P<repository>(?:[A-Za-z0-9][A-Za-z0-9.-]*(?::\d+)?/)?[a-z0-9][a-z0-9._/-]*)"
    r"(?P<tag>:\w[\w.-]{0,127})?(?P<digest>@sha256:[0-9a-f]{8,64})?"
)
_EXPRESSION = re.compile(r"\{\{[^{}]*\}\}|\$\{[^{}]*\}|\$\([^()]*\)")
_FILE = re.compile(
    r"\.(png|jpe?g|gif|svg|webp|ico|tiff?|bmp|ya?ml|json|py|sh|txt|csv|tar|t?gz|zip|html?|md|pth?|onnx|h5|pkl|bin)$"
)
_LONGEST_IMAGE = 500
_LINKS = ('href="', "href='", "](", 'src="', "src='")
_USER = re.compile(r"://[^/@\s\"'<>]{1,200}@")
_SECRET_OPTION = re.compile(
    r"(-[\w-]{0,40}(?:password|passwd|secret|token|api-?key)(?:=|\s+))(?!-)[^\s\"'$]+", re.IGNORECASE
)
_LOCAL = {"localhost", "127.0.0.1", "0.0.0.0", "host.docker.internal"}  # noqa: S104 - compared, never bound
_DOCUMENTS = frozenset({"www.w3.org", "json-schema.org", "www.apache.org", "schemas.xmlsoap.org", "opensource.org"})
_DOCUMENTS |= {"example.com", "www.example.com", "example.org", "spdx.org", "kubernetes.io"}
_REPOSITORY_PAGES = re.compile(
    r"https?://(?:github|gitlab)\.com/[^/]+/[^/]+/(?:-/)?(?:issues?|pull|blob|tree|wiki|discussions)\b"
)


def without_credentials(text: str) -> str:
    """
    Return *text* without the user and password of URLs and without the values of options that hold secrets.
    """
    if "@" in text:
        text = _USER.sub("://", text)
    return _SECRET_OPTION.sub(r"\1***", text)


def is_image(text: str) -> bool:
    """
    Tell whether *text* is the reference of an image: with a path, tag or digest; expressions may stand for parts.
    """
    plain = _EXPRESSION.sub("x", text.strip())
    match = _IMAGE.fullmatch(plain) if len(plain) < _LONGEST_IMAGE else None
    if match is None or _FILE.search(plain) or "//" in plain:
        return False
    tag = match["tag"] or ""
    if match["digest"] or "/" in match["repository"]:
        return True
    return bool(tag) and (not tag[1:].isdigit() or "." not in match["repository"])


def targets_in(text: str) -> Iterator[Target]:
    """
    Yield what *text* names beyond doubt: bucket URIs, topics, ARNs, queues, URLs and cluster DNS names.
    """
    if "://" in text:
        for match in _BUCKET.finditer(text):
            yield StoreRef(Store.BUCKET, match[2], "s3" if match[1].startswith("s3") else match[1])
    if "projects/" in text:
        for match in _TOPIC.finditer(text):
            yield StoreRef(Store.TOPIC, match["name"], "pubsub")
    if "arn:aws" in text:
        yield from _arns(text)
    if "://" in text or ".svc" in text:
        yield from _hosts(text)


def targets_of_setting(key: str, value: str) -> Iterator[Target]:
    """
    Yield what the setting *key* = *value* names; the key tells what a bare word means (REDIS_HOST, MODEL_BUCKET ...).
    """
    words = tuple(word.lower() for word in _WORD.findall(key[:200]))
    if words[-2:] in _NO_HOSTS:
        return
    found = list(targets_in(value))
    if found:
        yield from found
        return
    word = value.strip()
    store = _store_of(words)
    if store is not None:
        pattern = _BUCKET_NAME if store is Store.BUCKET else _PLACE
        if pattern.fullmatch(word) and word.lower() not in _NO_PLACE and not word.isdigit():
            yield StoreRef(store, word)
        return
    if _without_suffix(words)[-1:] == ("cluster",) and _NAME.fullmatch(word) and word not in _NO_PLACE:
        yield NameRef("cluster", word)
        return
    yield from _hosts_of_setting(words, word)


def _arns(text: str) -> Iterator[Target]:
    for match in _ARN.finditer(text):
        if match["service"] in _ARN_STORES:
            parts = re.split(r"[:/]", match["rest"].rstrip(",;)]}"))
            name = parts[0] if match["service"] == "s3" else parts[-1]
            if name and name != "*":
                yield StoreRef(_ARN_STORES[match["service"]], name, match["service"])


def _hosts(text: str) -> Iterator[Target]:
    seen: set[str] = set()
    for match in _URL.finditer(text):
        url, host = without_credentials(match[0]), match["host"].rstrip(".-")
        if text.endswith(_LINKS, 0, match.start()):
            continue  # a link for people to click
        if text[match.end() : match.end() + 1] in {"{", "$"} and not match["path"]:
            continue  # the host goes on with an expression
        seen.add(host)
        yield from _of_url(url, host)
    if "{{" in text or "$" in text:
        yield from _made_hosts(text)
    for match in _CLUSTER_DNS.finditer(text):
        if match[1] not in seen:
            seen.add(match[1])
            yield HostRef(match[1])


def _of_url(url: str, host: str) -> Iterator[Target]:
    if queue := _SQS.match(url):
        yield StoreRef(Store.QUEUE, queue["name"], "sqs")
    elif bucket := _BUCKET_HOSTS.match(url):
        provider = next(name for name, value in bucket.groupdict().items() if value)
        yield StoreRef(Store.BUCKET, bucket[provider], provider)
    elif host not in _LOCAL | _DOCUMENTS and not host.isdigit() and not _REPOSITORY_PAGES.match(url):
        yield HostRef(host, url)


def _made_hosts(text: str) -> Iterator[Target]:
    """
    Yield the literal part of hosts that hold expressions: "api" of "http://{{ .Release.Name }}-api:80".
    """
    for match in _MADE_URL.finditer(text):
        written = match["host"]
        first = re.split(r"\.(?![^{]*\}\})", written, maxsplit=1)[0]
        literal = _EXPRESSION.sub(" ", first).strip(" -.")
        if _EXPRESSION.search(written) and _NAME.fullmatch(literal) and literal not in _LOCAL and len(literal) > 1:
            yield HostRef(literal, match[0])


def _store_of(words: tuple[str, ...]) -> Store | None:
    words = _without_suffix(words)
    return _STORE_WORDS.get(words[-1]) if words else None


def _without_suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    while words and words[-1] in _SUFFIXES:
        words = words[:-1]
    return words


def _hosts_of_setting(words: tuple[str, ...], value: str) -> Iterator[Target]:
    telling = bool(words) and (
        words[-1] in _HOST_WORDS or (len(words) > 1 and words[-1] in _COUNTED and words[-2] in _HOST_WORDS)
    )
    for part in value.split(",") if len(value) < 2_000 else ():  # noqa: PLR2004 - longer is no list of hosts
        host = part.strip()
        if host in _LOCAL or host.lower() in _NO_PLACE:
            continue
        if match := _HOST_PORT.fullmatch(host):
            if match["host"] not in _LOCAL and (telling or "." in match["host"] or not _looks_like_tag(words)):
                yield HostRef(match["host"])
        elif telling and (_NAME.fullmatch(host) or _DOTTED.fullmatch(host)):
            yield HostRef(host.rstrip("."))


def _looks_like_tag(words: tuple[str, ...]) -> bool:
    return "image" in words or "tag" in words or "version" in words
