from textwrap import dedent

import pytest

from debtscan.model.declaration import (
    CommandRef,
    Declaration,
    File,
    HostRef,
    ImageRef,
    NameRef,
    PathRef,
    PublishSpec,
    Reading,
    Reference,
    SecretRef,
    Store,
    StoreRef,
    WorkloadSpec,
)
from debtscan.model.words import How, Status
from debtscan.scan.readers.compose import READER


def read(text: str, path: str = "shop/docker-compose.yml") -> Reading:
    """
    Return the reading of *text*, its common indentation taken away.
    """
    return READER.read(File(path, dedent(text).lstrip().encode()))


@pytest.mark.parametrize(
    ("path", "text", "claimed"),
    [
        ("docker-compose.yml", "services:\n  a: {}\n", True),
        ("compose.dev.yaml", "services: # all\n", True),
        ("compose.yaml", "include:\n- a.yaml\n", True),
        ("compose.yaml", "a: b\n", False),
        ("stack.yml", "services:\n  a:\n    image: b\n", True),
        ("stack.yml", "services:\n  a:\n    class: b\n", False),
        ("ci.yml", "jobs:\nservices:\n  a:\n    image: b\n", False),
        ("a.yaml", "include:\n- b\n", False),
    ],
)
def test_compose_files_are_claimed_by_name_or_content(path: str, text: str, claimed: bool) -> None:
    """
    Services with images make a compose file, whatever it is called; services of other formats do not.
    """
    assert READER.wants(path)
    assert READER.claims(File(path, text.encode())) is claimed


def test_a_service_is_a_workload_with_all_that_it_needs() -> None:
    """
    Image, environment, commands, other services, files, secrets and data are told with their lines.
    """
    reading = read("""
        services:
          web:
            image: team/web:1
            labels: {team: a}
            entrypoint: [python, main.py]
            command: --source gs://raw/a
            environment:
            - DB_HOST=db
            - PLAIN
            env_file: [web.env, {path: more.env}]
            depends_on: {db: {condition: started}}
            links: ["cache:redis"]
            volumes: ["./data:/data", {type: bind, source: ./other}, "named:/x"]
            secrets: [key]
            configs: [conf]
            deploy: {replicas: 2}
    """)

    spec = WorkloadSpec(
        "compose", "service", labels={"team": "a"}, command="python main.py --source gs://raw/a", replicas=2
    )
    assert reading.declarations == (Declaration("services.web", "web", spec, 2),)
    assert [(one.target, one.how, one.line) for one in reading.references] == [
        (ImageRef("team/web:1"), How.IMAGE, 3),
        (HostRef("db"), How.ENV, 8),
        (PathRef("shop/web.env"), How.ENV, 10),
        (PathRef("shop/more.env"), How.ENV, 10),
        (CommandRef("python main.py --source gs://raw/a"), How.CALL, 6),
        (StoreRef(Store.BUCKET, "raw", "gs"), How.DATA, 6),
        (NameRef("compose", "db"), How.CALL, 11),
        (NameRef("compose", "cache"), How.CALL, 12),
        (PathRef("shop/data"), How.DATA, 13),
        (PathRef("shop/other"), How.DATA, 13),
        (SecretRef("key"), How.ENV, 14),
        (SecretRef("conf", "ConfigMap"), How.ENV, 15),
    ]


def test_keys_lead_to_the_place() -> None:
    """
    A key is the way through the file, from the top.
    """
    reading = read("services:\n  web:\n    environment: {API_URL: http://api}\n")

    assert reading.references == (
        Reference("services.web", HostRef("api", "http://api"), How.ENV, 3, "services.web.environment[API_URL]"),
    )


def test_a_build_publishes_the_image_that_the_service_runs() -> None:
    """
    A build with a name publishes it; one without gets the name that Compose would give it.
    """
    reading = read("""
        services:
          web:
            image: team/web:1
            build: {context: ../web, dockerfile: docker/Web.dockerfile, target: prod}
          api:
            build: api
          far:
            build: "https://git.test/far.git"
    """)

    assert [(one.key, one.name, one.spec) for one in reading.declarations if isinstance(one.spec, PublishSpec)] == [
        ("build:web", "team/web:1", PublishSpec("team/web:1", "web", "web/docker/Web.dockerfile", "prod")),
        ("build:api", "shop-api", PublishSpec("shop-api", "shop/api", "shop/api/Dockerfile")),
        ("build:far", "shop-far", PublishSpec("shop-far")),
    ]
    assert [(one.source, one.target, one.how) for one in reading.references] == [
        ("services.web", ImageRef("team/web:1"), How.IMAGE),
        ("services.web", PathRef("web"), How.BUILD),
        ("services.web", PathRef("web/docker/Web.dockerfile"), How.BUILD),
        ("services.api", ImageRef("shop-api"), How.IMAGE),
        ("services.api", PathRef("shop/api"), How.BUILD),
        ("services.api", PathRef("shop/api/Dockerfile"), How.BUILD),
        ("services.far", ImageRef("shop-far"), How.IMAGE),
    ]


def test_a_recipe_outside_of_the_repository_is_not_followed() -> None:
    """
    The context may lie inside and the recipe outside.
    """
    reading = read("services: {a: {build: {context: ., dockerfile: ../../../Dockerfile}}}\n")

    assert [one.spec for one in reading.declarations[1:]] == [PublishSpec("shop-a", "shop")]


@pytest.mark.parametrize(
    ("setting", "status", "condition"),
    [
        ("profiles: [dev]", Status.LOCAL, "profile dev"),
        ("profiles: [dev, gpu]", None, "profile dev, gpu"),
        ("scale: 0", Status.DISABLED, ""),
        ("scale: 1", None, ""),
    ],
)
def test_profiles_and_scales_tell_the_status(setting: str, status: Status | None, condition: str) -> None:
    """
    Profiles for developers are local, other profiles are conditions, and a scale of nothing is off.
    """
    (service,) = read(f"services:\n  a:\n    image: a\n    {setting}\n").declarations

    assert (service.status, service.condition) == (status, condition)


@pytest.mark.parametrize(
    ("path", "header", "status"),
    [
        ("docker-compose.override.yml", "", Status.LOCAL),
        ("docker-compose-dev.yaml", "", Status.LOCAL),
        ("compose.test.yml", "", Status.LOCAL),
        ("docker-compose.prod.yml", "", None),
        ("docker-compose.yml", "# Stack for local development only\n", Status.LOCAL),
        ("docker-compose.yml", "version: '3'\n\n# runs the shop\n", None),
        ("docker-compose.yml", "x-a: 1\n# local\n", None),
    ],
)
def test_name_and_header_tell_what_is_for_one_machine(path: str, header: str, status: Status | None) -> None:
    """
    A file for developers says so in its name or in the comment at its top.
    """
    assert read(f"{header}services:\n  a:\n    image: a\n", path).status is status


def test_a_file_of_comments_only_is_read() -> None:
    """
    A header without a body is no trouble.
    """
    assert read("# nothing here\n") == Reading()


def test_services_may_extend_and_files_include_others() -> None:
    """
    What stands in other files of the repository is followed.
    """
    reading = read("""
        include: [a.yaml, {path: b.yaml}]
        services:
          one: {extends: {file: base.yml, service: base}}
          two: {extends: one, env_file: two.env}
          three: word
    """)

    assert [(one.source, one.target) for one in reading.references] == [
        ("services.one", NameRef("compose", "base")),
        ("services.one", PathRef("shop/base.yml")),
        ("services.two", PathRef("shop/two.env")),
        ("services.two", NameRef("compose", "one")),
        (None, PathRef("shop/a.yaml")),
        (None, PathRef("shop/b.yaml")),
    ]


def test_a_list_is_no_compose_file() -> None:
    """
    What is no mapping says nothing.
    """
    assert read("- a\n") == Reading()
