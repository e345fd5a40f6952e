"""
Components that exist only by reference: stores, queues and images that the estate uses but neither builds nor declares.
"""

import re
from collections.abc import Callable

from msgspec import Struct, structs

from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft
from debtscan.graph.images import parse_image
from debtscan.graph.origin import is_public
from debtscan.graph.places import common_depth, nearest, normal_name
from debtscan.model.declaration import ImageRef, ResourceSpec, Store, StoreRef
from debtscan.model.evidence import Evidence
from debtscan.model.signal import Why
from debtscan.model.words import Built, Kind


class Service(Struct, frozen=True):
    """
    A service that holds data, by the provider word of a reference.
    """

    name: str
    kind: Kind
    capability: str
    vendor: str
    built: Built = Built.MANAGED
    named: bool = True  # each name in it is a component of its own; else the service is the component

    def scope(self, repo: str) -> str:
        """
        Return where one name means one thing: the whole estate where a vendor keeps it, else the repository *repo*.
        """
        return "" if self.vendor and self.vendor != "azure" else repo  # containers of Azure repeat in each account


_SERVICES: dict[str, Service] = {
    "s3": Service("Amazon S3", Kind.DATASTORE, "artifact_store", "aws"),
    "gs": Service("Google Cloud Storage", Kind.DATASTORE, "artifact_store", "gcp"),
    "gcs": Service("Google Cloud Storage", Kind.DATASTORE, "artifact_store", "gcp"),
    "abfs": Service("Azure Blob Storage", Kind.DATASTORE, "artifact_store", "azure"),
    "abfss": Service("Azure Blob Storage", Kind.DATASTORE, "artifact_store", "azure"),
    "wasb": Service("Azure Blob Storage", Kind.DATASTORE, "artifact_store", "azure"),
    "wasbs": Service("Azure Blob Storage", Kind.DATASTORE, "artifact_store", "azure"),
    "azureblob": Service("Azure Blob Storage", Kind.DATASTORE, "artifact_store", "azure"),
    "bigquery": Service("BigQuery", Kind.DATASTORE, "dwh", "gcp", named=False),
    "snowflake": Service("Snowflake", Kind.DATASTORE, "dwh", "snowflake", named=False),
    "redshift": Service("Amazon Redshift", Kind.DATASTORE, "dwh", "aws", named=False),
    "athena": Service("Amazon Athena", Kind.DATASTORE, "dwh", "aws", named=False),
    "dynamodb": Service("Amazon DynamoDB", Kind.DATASTORE, "data_store", "aws"),
    "firestore": Service("Firestore", Kind.DATASTORE, "data_store", "gcp", named=False),
    "datastore": Service("Firestore", Kind.DATASTORE, "data_store", "gcp", named=False),
    "bigtable": Service("Bigtable", Kind.DATASTORE, "data_store", "gcp", named=False),
    "spanner": Service("Spanner", Kind.DATASTORE, "data_store", "gcp", named=False),
    "sqs": Service("Amazon SQS", Kind.QUEUE, "streaming", "aws", named=False),
    "sns": Service("Amazon SNS", Kind.QUEUE, "streaming", "aws", named=False),
    "kinesis": Service("Amazon Kinesis", Kind.QUEUE, "streaming", "aws", named=False),
    "pubsub": Service("Pub/Sub", Kind.QUEUE, "streaming", "gcp", named=False),
    "kafka": Service("Kafka", Kind.QUEUE, "streaming", "", Built.OSS, named=False),
    "rabbitmq": Service("RabbitMQ", Kind.QUEUE, "streaming", "", Built.OSS, named=False),
    "amqp": Service("RabbitMQ", Kind.QUEUE, "streaming", "", Built.OSS, named=False),
    "nats": Service("NATS", Kind.QUEUE, "streaming", "", Built.OSS, named=False),
    "redis": Service("Redis", Kind.DATASTORE, "data_store", "", Built.OSS, named=False),
    "cassandra": Service("Cassandra", Kind.DATASTORE, "data_store", "", Built.OSS, named=False),
    "mongodb": Service("MongoDB", Kind.DATASTORE, "data_store", "", Built.OSS, named=False),
    "dataproc": Service("Dataproc", Kind.CLUSTER, "etl", "gcp", named=False),
    "dataflow": Service("Dataflow", Kind.JOB, "etl", "gcp", named=False),
    "kubernetes_engine": Service("Google Kubernetes Engine", Kind.CLUSTER, "cluster_management", "gcp", named=False),
    "vertex_ai": Service("Vertex AI", Kind.SERVICE, "training_jobs", "gcp", named=False),
    "emr": Service("Amazon EMR", Kind.CLUSTER, "etl", "aws", named=False),
    "eks": Service("Amazon EKS", Kind.CLUSTER, "cluster_management", "aws", named=False),
    "glue": Service("AWS Glue", Kind.JOB, "etl", "aws", named=False),
    "sagemaker": Service("Amazon SageMaker", Kind.SERVICE, "training_jobs", "aws", named=False),
    "databricks": Service("Databricks", Kind.CLUSTER, "etl", "databricks", named=False),
    "fivetran": Service("Fivetran", Kind.SERVICE, "etl", "fivetran", named=False),
    "elasticsearch": Service("Elasticsearch", Kind.DATASTORE, "data_store", "", Built.OSS, named=False),
}
_OPERATORS = ("airflow.providers.", "airflow.contrib.", "fivetran_provider")
_ALIASES = {"s3a": "s3", "s3n": "s3", "boto3:s3": "s3"}
_EVERYBODYS = re.compile(  # buckets of the clouds and of projects that all may read
    r"(gcp|bigquery)-public-data.*|cloud-samples-data|dataproc-initialization-actions|goog-dataproc-.*|spark-lib|"
    r"kubernetes-release|k8s-release|minikube|istio-release|cloud-sdk-release|golang|sagemaker-sample.*|nyc-tlc|commoncrawl"
)
_LITERAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")


class Externals:
    """
    Finds the component for a store or an image, and starts it at the first reference.
    """

    def __init__(self, board: Board) -> None:
        self._board = board
        self._drafts: dict[tuple[str, str], Draft] = {}
        self._declared: dict[str, list[Draft]] = {}
        self._products: dict[str, list[Draft]] = {}
        for draft in board.drafts:
            if draft.kind in {Kind.DATASTORE, Kind.QUEUE, Kind.REGISTRY}:
                for name in {draft.name, *draft.aliases, *(item.name for item in draft.of(ResourceSpec))}:
                    self._declared.setdefault(normal_name(name), []).append(draft)
            if draft.product:
                self._products.setdefault(normal_name(draft.product), []).append(draft)

    def store(self, ref: StoreRef, evidence: Evidence) -> list[Draft]:
        """
        Return the component that holds the data of *ref*: declared in the estate, or known by reference from now on.
        """
        literal = ref.name if _LITERAL.fullmatch(ref.name) else ""
        declared = self._declared.get(normal_name(literal)) if literal else None
        if declared:
            return declared[:1]
        if ref.store is Store.TABLE and literal.count(".") >= 1:
            dataset = self._declared.get(normal_name(literal.split(".")[-2]))
            if dataset:
                return dataset[:1]
        service = _service_of(ref)
        if service is None or (ref.store is Store.BUCKET and _EVERYBODYS.fullmatch(literal)):
            return []
        if service.named and literal:
            return [
                self._start((service.scope(evidence.repo), f"{service.name}:{literal}"), service, literal, evidence)
            ]
        return [self._whole(service, evidence)]

    def pipeline(self, name: str, evidence: Evidence) -> Draft:
        """
        Return the pipeline *name*, which only those name that wait for it or start it.
        """
        key = ("", f"pipeline:{normal_name(name)}")
        return self._keep(key, evidence, lambda: self._started(name, Kind.PIPELINE, "etl", evidence))

    def provider(self, module: str, evidence: Evidence) -> list[Draft]:
        """
        Return the service that an orchestrator's operator or hook drives, by the words of the *module* it comes from.
        """
        if not module.startswith(_OPERATORS):
            return []
        words = re.split(r"[._]", module.removeprefix("airflow."))
        for size in (2, 1):
            for start in range(len(words) - size + 1):
                service = _SERVICES.get("_".join(words[start : start + size]))
                if service is not None and not service.named:
                    return [self._whole(service, evidence)]
        return []

    def _whole(self, service: Service, evidence: Evidence) -> Draft:
        """
        Return *service* itself: the one thing here that is it or the one nearest by, else what only references know.
        """
        known = self._products.get(normal_name(service.name), [])
        if len(known) > 1:
            whole = [draft for draft in known if normal_name(draft.name) == normal_name(service.name)]
            close = whole or [d for d in known if d.repo == evidence.repo and common_depth(d.path, evidence.path)]
            known = nearest(evidence.path, [(draft.path, draft) for draft in close])
        if len(known) == 1:
            return known[0]
        place = (service.scope(evidence.repo), f"{service.name}:{service.name}")
        return self._start(place, service, service.name, evidence)

    def _start(self, place: tuple[str, str], service: Service, name: str, evidence: Evidence) -> Draft:
        def begin() -> Draft:
            draft = self._board.start_external(name, service.kind, evidence)
            draft.product, draft.provider = service.name, service.vendor or None
            draft.decide(Why.CATALOGUE, detail=service.name, built=service.built, capability=service.capability)
            return draft

        return self._keep(place, evidence, begin)

    def _started(self, name: str, kind: Kind, capability: str, evidence: Evidence) -> Draft:
        draft = self._board.start_external(name, kind, evidence)
        draft.decide(Why.REFERENCE, detail=name, built=Built.BESPOKE, capability=capability)
        return draft

    def _keep(self, place: tuple[str, str], evidence: Evidence, begin: Callable[[], Draft]) -> Draft:
        """
        Return the draft that is known as *place*, begun at the first reference; each file that refers proves it once.
        """
        if place not in self._drafts:
            self._drafts[place] = begin()
        draft = self._drafts[place]
        if (evidence.repo, evidence.path) not in {(known.repo, known.path) for known in draft.evidence}:
            draft.evidence.append(evidence)
        return draft

    def image(self, ref: ImageRef, evidence: Evidence) -> Draft | None:
        """
        Return the job that an image built elsewhere is, None where the reference does not name one.
        """
        image = parse_image(ref.image)
        name = image.last
        if not name or not _LITERAL.fullmatch(name) or is_public(image):
            return None
        place = (evidence.repo, f"image:{image.repository.lower()}")
        return self._keep(place, evidence, lambda: self._started(name, Kind.JOB, "etl", evidence))


class Stores:
    """
    What each component says of the data that it uses, put together: a client names the service, a setting the place.
    """

    def __init__(self, uses: list[tuple[StoreRef, list[Draft]]]) -> None:
        self._providers: dict[tuple[int, Store], set[str]] = {}
        self._spoken: set[tuple[int, str]] = set()  # services in which a draft names places of its own
        flat = [(ref, source) for ref, sources in uses for source in sources]
        for ref, source in flat:
            if ref.provider:
                self._providers.setdefault((id(source), ref.store), set()).add(ref.provider)
        for ref, source in flat:
            service = _service_of(self._completed(ref, source))
            if service is not None and service.named and _LITERAL.fullmatch(ref.name):
                self._spoken.add((id(source), service.name))

    def meant(self, ref: StoreRef, user: Draft) -> StoreRef | None:
        """
        Return *ref* as *user* means it; None where it only leaves open what *user* says elsewhere, or grants anything.
        """
        whole = self._completed(ref, user)
        service = _service_of(whole)
        if service is None or not service.named or _LITERAL.fullmatch(ref.name):
            return whole
        return None if (id(user), service.name) in self._spoken or user.kind is Kind.IAC else whole

    def _completed(self, ref: StoreRef, user: Draft) -> StoreRef:
        providers = self._providers.get((id(user), ref.store), set())
        return structs.replace(ref, provider=next(iter(providers))) if not ref.provider and len(providers) == 1 else ref


def _service_of(ref: StoreRef) -> Service | None:
    return _SERVICES.get(_ALIASES.get(ref.provider, ref.provider))
