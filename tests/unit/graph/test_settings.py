"""
Settings that stand elsewhere than in the workload or the code that they are for.
"""

from debtscan.model.declaration import HostRef, NameRef, PathRef, Reference, SecretRef, Store, StoreRef
from debtscan.model.words import Confidence, How, Status
from tests.unit.graph.estate import (
    Parts,
    arrows,
    compose,
    config,
    dockerfile,
    endpoint,
    file,
    imports,
    named,
    needs,
    program,
    resource,
    shop,
    stores,
    workload,
)

SCORER = (file("scorer/api.yaml", workload("scorer", "acme/scorer:1"), endpoint("scorer", {"app": "scorer"})),)
BUCKET = file("tf/main.tf", resource("aws_s3_bucket", "models"))


def told(name: str, source: str, *, key: str = "data[SCORER_URL]") -> Parts:
    """
    Return a value that names the host *name*.
    """
    return (Reference(source, HostRef(name), How.ENV, key=f"{source}:{key}", confidence=Confidence.MEDIUM),)


def takes(kind: str, name: str, workload_: str) -> Parts:
    """
    Return that a workload takes in an object of settings.
    """
    return needs(SecretRef(name, kind), How.ENV, f"Deployment//{workload_}", "envFrom[0]")


def test_what_a_config_map_names_is_for_the_workload_that_takes_it_in() -> None:
    """
    Not for its neighbours in the file; an object that nobody takes in says what the folder's one component needs.
    """
    result = shop(
        *SCORER,
        file(
            "k8s/all.yaml",
            workload("web", "acme/web:1"),
            takes("ConfigMap", "web-settings", "web"),
            workload("worker", "acme/worker:1"),
            config("ConfigMap", "web-settings"),
            told("scorer", "ConfigMap//web-settings"),
            config("ConfigMap", "other"),
            told("scorer", "ConfigMap//other"),
        ),
    )

    assert arrows(result) == ["shop:service:web -env-> shop:service:scorer"]


def test_of_objects_of_one_name_the_nearest_is_taken_in() -> None:
    """
    Each environment has its own; a secret of the same name is another object, and one that is missing says nothing.
    """
    result = shop(
        *SCORER,
        file("prod/web.yaml", workload("web", "acme/web:1"), takes("ConfigMap", "web", "web")),
        file(
            "prod/web-settings.yaml", config("ConfigMap", "web"), stores(Store.BUCKET, "models", "s3", "ConfigMap//web")
        ),
        file("dev/web-settings.yaml", config("ConfigMap", "web"), told("scorer", "ConfigMap//web")),
        file("prod/secret.yaml", config("Secret", "web"), told("scorer", "Secret//web")),
        file("prod/job.yaml", workload("job", "acme/job:1"), takes("ConfigMap", "gone", "job")),
        BUCKET,
    )

    assert arrows(result) == ["shop:service:web -data-> shop:datastore:models"]


def test_file_of_variables_is_for_the_service_that_takes_it_in() -> None:
    """
    Its place is where the link is proved.
    """
    result = shop(
        file(
            "compose.yaml",
            compose("web", "acme/web:1"),
            needs(PathRef("web.env"), How.ENV, "services.web", "services.web.env_file[0]"),
            needs(PathRef("gone.env"), How.ENV, "services.web", "services.web.env_file[1]"),
            compose("scorer", "acme/scorer:1"),
        ),
        file("web.env", (Reference(None, HostRef("scorer"), How.ENV, key="env:SCORER_URL"),)),
    )

    assert arrows(result) == ["shop:service:web -env-> shop:service:scorer"]
    assert [place.path for link in result.links for place in link.evidence] == ["web.env"]


def test_variable_without_a_default_means_what_it_is_set_to() -> None:
    """
    A program that reads it is linked, less sure; a library is not asked, and where values differ nobody knows.
    """
    scorer = Reference("ConfigMap//a", HostRef("scorer"), How.ENV, key="ConfigMap//a:data[SCORER_URL]")
    east = Reference("ConfigMap//a", StoreRef(Store.BUCKET, "east", "s3"), How.DATA, key="x:env[MODEL_BUCKET]")
    west = Reference("ConfigMap//a", StoreRef(Store.BUCKET, "west", "s3"), How.DATA, key="x:env[MODEL_BUCKET]")
    result = shop(
        *SCORER,
        file("conf/a.yaml", config("ConfigMap", "a"), (scorer, east)),
        file("conf/b.yaml", config("ConfigMap", "a"), (west,)),
        file("web/Dockerfile", dockerfile("web", runs="python main.py")),
        file(
            "web/main.py",
            program("web", serves=True),
            named("setting", "SCORER_URL", How.ENV),
            named("setting", "MODEL_BUCKET", How.ENV),
            named("setting", "QUEUE_HOST", How.ENV),
        ),
    )

    assert arrows(result) == ["shop:service:web -env-> shop:service:scorer"]
    assert [link.confidence for link in result.links] == [Confidence.LOW]


def test_values_of_examples_and_readers_in_libraries_say_nothing() -> None:
    """
    A sample shows how it could be set; a library is told by whoever runs it.
    """
    ref = Reference(None, HostRef("scorer"), How.ENV, key="env:SCORER_URL")
    user = [file(f"{name}/main.py", program(name, serves=True), imports("lib.feat")) for name in "abc"]
    shared = file("lib/feat.py", named("setting", "SCORER_URL", How.ENV))

    example = shop(
        *SCORER,
        *user[:1],
        file("a/go.py", named("setting", "SCORER_URL")),
        file("x.env", (ref,), status=Status.EXAMPLE),
    )
    library = shop(*SCORER, *user, shared, file("x.env", (ref,)))

    assert arrows(example) == []
    assert [arrow for arrow in arrows(library) if "scorer" in arrow] == []


def test_service_and_place_come_together_from_client_and_setting() -> None:
    """
    A client that names no bucket and a setting that names no service mean one bucket; two services leave it open.
    """
    some, name = stores(Store.BUCKET, "", "s3"), stores(Store.BUCKET, "acme-lake", "")
    result = shop(
        file("a/main.py", program("a", serves=True), some, name),
        file("b/main.py", program("b", serves=True), some, name, stores(Store.BUCKET, "", "gs")),
        file("c/main.py", program("c", serves=True), name, (Reference(None, NameRef("setting", "X"), How.ENV),)),
    )

    assert arrows(result) == [
        "shop:service:a -data-> shop:datastore:acme-lake",
        "shop:service:b -data-> shop:datastore:Amazon-S3",
        "shop:service:b -data-> shop:datastore:Google-Cloud-Storage",
    ]
