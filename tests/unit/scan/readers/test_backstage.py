from debtscan.model.declaration import CatalogueEntrySpec, File, NameRef
from debtscan.model.words import How
from debtscan.scan.readers.backstage import READER
from tests.unit.scan.said import specs, ties

TEXT = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: checkout}
spec:
  type: service
  owner: group:default/payments
  lifecycle: production
  dependsOn: ["resource:default/orders-db", "component:mailer", "api:rates", ledger]
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: orders-db}
spec: {type: database, owner: "user:somebody"}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: payments}
---
kind: Component
metadata: {}
"""


def test_entries_say_what_there_is_and_whose() -> None:
    """
    Teams and APIs are no things that run, a person is never named, and an entry without a name lists nothing.
    """
    reading = READER.read(File("catalog-info.yaml", TEXT.encode()))

    assert specs(reading) == [
        ("checkout", CatalogueEntrySpec("Component", "service", "payments", "production")),
        ("orders-db", CatalogueEntrySpec("Resource", "database")),
    ]
    assert ties(reading) == [(NameRef("catalogue", name), How.CALL) for name in ("orders-db", "mailer", "ledger")]


def test_entries_are_known_by_name_and_content() -> None:
    """
    Other files may be called so.
    """
    assert [READER.wants(path) for path in ("a/catalog-info.yaml", "x.catalog-info.yml", "catalog.yaml")] == [
        True,
        True,
        False,
    ]
    assert READER.claims(File("catalog-info.yaml", TEXT.encode()))
    assert not READER.claims(File("catalog-info.yaml", b"kind: Component"))
