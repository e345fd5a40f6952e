"""
What runs only where people try things.
"""

from debtscan.model.words import Status
from tests.unit.graph.estate import Parts, compose, dockerfile, file, program, resource, shop

ECS = file("infra/main.tf", resource("aws_ecs_service", "api"))


def _status(*parts: Parts, cloud: bool = False, name: str, status: Status = Status.LIVE) -> Status:
    files = [file("docker-compose.yml", *parts, status=status), *([ECS] if cloud else [])]
    result = shop(
        *files,
        file("api/Dockerfile", dockerfile("api", runs="python main.py")),
        file("api/main.py", program("api", serves=True)),
    )
    return next(component.status for component in result.components if component.name.lower() == name)


def test_stand_ins_and_tests_are_no_part_of_what_runs() -> None:
    """
    An emulator imitates what runs elsewhere; a service called after tests runs them.
    """
    assert _status(compose("aws", "localstack/localstack:3"), name="aws") is Status.TEST
    assert _status(compose("integration-tests", "acme/x:1"), name="integration-tests") is Status.TEST
    assert _status(compose("contest", "acme/x:1"), name="contest") is Status.LIVE


def test_what_serves_is_no_test_whatever_its_name() -> None:
    """
    A variant for trying out is still the service.
    """
    api = compose("api-test", "acme/api:1", recipe="api/Dockerfile")

    assert _status(api, name="api-test") is Status.LIVE


def test_stores_beside_a_cloud_are_local() -> None:
    """
    They take the place of something managed; what is built here is deployed there too.
    """
    store, api = compose("db", "postgres:16"), compose("api", "acme/api:1", recipe="api/Dockerfile")

    assert _status(store, name="db") is Status.LIVE
    assert _status(store, cloud=True, name="db") is Status.LOCAL
    assert _status(api, cloud=True, name="api") is Status.LIVE


def test_file_that_is_not_in_use_says_so_itself() -> None:
    """
    An example stays an example.
    """
    store = compose("db", "postgres:16")

    assert _status(store, cloud=True, name="db", status=Status.EXAMPLE) is Status.EXAMPLE
