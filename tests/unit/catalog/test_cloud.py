"""
A type of cloud resource stands for one managed product, or is a part of something else.
"""

from debtscan.catalog.cloud import CloudIndex
from debtscan.catalog.tables import CloudResource, CloudResourceRow, CloudResources
from debtscan.model.component import CapabilityId
from debtscan.model.words import Kind

DATA = CapabilityId("data_store")
INDEX = CloudIndex(
    CloudResources(
        schema=1,
        aws={"aws_thing": CloudResourceRow(Kind.DATASTORE, "Thing", DATA, "option")},
        gcp={"google_part": CloudResourceRow(Kind.IDENTITY, "Part", DATA, minor=True)},
        azure={"azurerm_big_*": CloudResourceRow(Kind.CLUSTER, "Big", DATA)},
        databricks={},
        others={"snow_base": CloudResourceRow(Kind.DATASTORE, "Snow", DATA)},
    )
)


def test_a_type_becomes_its_product_with_the_provider() -> None:
    """
    The section names the provider, else the first word of the type does.
    """
    assert INDEX.find("aws_thing") == CloudResource(
        "aws_thing", Kind.DATASTORE, Kind.DATASTORE, "Thing", "aws", DATA, "option"
    )
    assert INDEX.find("azurerm_big_one") == CloudResource(
        "azurerm_big_one", Kind.CLUSTER, Kind.CLUSTER, "Big", "azure", DATA, None
    )
    assert INDEX.find("snow_base") == CloudResource(
        "snow_base", Kind.DATASTORE, Kind.DATASTORE, "Snow", "snow", DATA, None
    )


def test_what_only_supports_others_is_no_component() -> None:
    """
    Its kind is missing; the kind to show it under is kept.
    """
    assert INDEX.find("google_part") == CloudResource("google_part", None, Kind.IDENTITY, "Part", "gcp", DATA, None)


def test_an_unknown_type_stands_for_nothing() -> None:
    """
    Attachments, policies and the like are in no list.
    """
    assert INDEX.find("aws_thing_policy") is None
