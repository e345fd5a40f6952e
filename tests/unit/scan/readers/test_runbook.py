import pytest

from debtscan.model.declaration import Declaration, File, PathRef, RunbookSpec
from debtscan.model.words import How
from debtscan.scan.readers.runbook import READER
from tests.unit.scan.said import ties

TEXT = """\
# Shop

Run the tests with `make test`.

```bash
$ kubectl apply -f k8s/api.yaml
docker compose -f docker-compose.yml up
```

~~~console
$ helm upgrade --install shop charts/shop
~~~

```yaml
kubectl: apply -f no/command.yaml
```

````
```
kubectl apply -f inner.yaml
```
````
"""


def _read(text: str) -> list[tuple[object, How]]:
    return [(target, how) for target, how in ties(READER.read(File("docs/deploy.md", text.encode())))]


def test_commands_of_a_document_deploy_what_they_name() -> None:
    """
    In every fence of commands, with or without a prompt; what starts on a developer's machine deploys nothing.
    """
    reading = READER.read(File("README.md", TEXT.encode()))

    paths = [str(reference.target.path) for reference in reading.references if isinstance(reference.target, PathRef)]
    assert [path.removeprefix("./") for path in paths] == ["k8s/api.yaml", "charts/shop", "inner.yaml"]
    assert [reference.line for reference in reading.references] == [6, 11, 20]
    assert reading.declarations == (Declaration("runbook", "README", RunbookSpec(), 6),)


@pytest.mark.parametrize(
    "text", ["", "```\nls\n```\n", "```sh\nkubectl get pods\n```\n", "```sh\nkubectl apply -f a.yaml"]
)
def test_document_that_deploys_nothing_declares_nothing(text: str) -> None:
    """
    Nor does a fence that never ends.
    """
    assert _read(text) == []


@pytest.mark.parametrize(
    ("path", "wanted"),
    [("README.md", True), ("docs/runbook-prod.md", True), ("HOW-TO.markdown", True), ("docs/ideas.md", False)],
)
def test_documents_are_known_by_their_names(path: str, wanted: bool) -> None:
    """
    Only those that say how something is run.
    """
    assert READER.wants(path) is wanted


def test_document_without_commands_is_not_ours() -> None:
    """
    Prose about deploying is no step.
    """
    assert not READER.claims(File("README.md", b"We deploy on Fridays."))
    assert READER.claims(File("README.md", TEXT.encode()))
