from tests.unit.scan.python.sources import imported, read


def test_calls_on_a_module_are_kept_with_it() -> None:
    """
    A module in small letters that is called on is a module of its own; results of its calls are followed.
    """
    found = imported(
        """
        from google.cloud import bigquery

        client = bigquery.Client()
        client.query("x")
        """
    )

    assert found == [("google.cloud.bigquery", ("bigquery.Client", "bigquery.Client.query"))]


def test_names_taken_from_a_module_come_first() -> None:
    """
    The linker looks names up as modules, so that they are kept as they are; their calls follow.
    """
    found = imported("from helpers.pods import PodTask, make\nPodTask()\nmake()\n")

    assert found == [("helpers.pods", ("PodTask", "pods.PodTask", "make", "pods.make"))]


def test_renamed_modules_are_called_under_both_names() -> None:
    """
    Signals are written with the usual short names.
    """
    found = imported("import awswrangler as wr\nwr.s3.read_parquet('x')\n")

    assert found == [("awswrangler", ("awswrangler.s3.read_parquet", "wr.s3.read_parquet"))]


def test_the_argument_of_a_client_is_kept() -> None:
    """
    Of boto3.client the argument says what is used.
    """
    found = imported("import boto3\nboto3.client('sagemaker')\n")

    assert found == [("boto3", ("boto3.client", "boto3.client('sagemaker'"))]


def test_relative_imports_are_absolute() -> None:
    """
    They are given from the root of the repository.
    """
    found = imported(
        "from . import store\nfrom ..core import run\nfrom .sub.deep import Job\nstore.open()\n", "a/b/c.py"
    )

    assert found == [("a.b.store", ("store.open",)), ("a.core", ("run",)), ("a.b.sub.deep", ("Job",))]


def test_relative_import_at_the_root_names_the_module() -> None:
    """
    There is no package to take it from.
    """
    assert imported("from . import store\n", "main.py") == [("store", ())]


def test_decorators_and_bases_count_as_calls() -> None:
    """
    Both say which framework is used; decorators keep their sign.
    """
    found = imported(
        """
        import kserve
        import prefect

        class Model(kserve.Model):
            pass

        @prefect.flow(name="x")
        def run(): ...

        @local
        class Other(Base): ...
        """
    )

    assert found == [("kserve", ("kserve.Model",)), ("prefect", ("prefect.flow", "@prefect.flow"))]


def test_attributes_of_self_are_followed() -> None:
    """
    Clients are often kept on the object.
    """
    found = imported(
        """
        from redis import Redis

        class Cache:
            def __init__(self):
                self.client = Redis()

            def get(self):
                return self.client.get("x")

            def other(self):
                return self.nothing.get()
        """
    )

    assert found == [("redis", ("Redis", "redis.Redis", "redis.Redis.get"))]


def test_names_in_a_circle_end() -> None:
    """
    Assignments that go round or very far give no name and no error.
    """
    chain = "\n".join(f"a{index} = a{index + 1}" for index in range(2000))

    assert imported("import os\na = b\nb = a\na.x()\n") == [("os", ())]
    assert read(chain + "\na0.run()\n").problems == ()


def test_a_broken_file_still_has_imports() -> None:
    """
    Lines that look like imports are all that is left.
    """
    found = imported("import os\nfrom .near import x\nprint 'old'\n", "pkg/old.py")

    assert found == [("os", ()), ("pkg.near", ())]
