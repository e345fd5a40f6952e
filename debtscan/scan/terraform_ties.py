"""
Terraform resources that only join two others: what starts or feeds what.
"""

import re

from debtscan.model.declaration import TieSpec
from debtscan.model.words import How
from debtscan.scan.hcl import Block

_TIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # attributes that name the source, and the target
    "aws_cloudwatch_event_target": (("rule",), ("task_definition_arn", "job_definition", "arn")),
    "aws_lambda_event_source_mapping": (("event_source_arn",), ("function_name",)),
    "aws_sns_topic_subscription": (("topic_arn",), ("endpoint",)),
    "aws_s3_bucket_notification": (("bucket",), ("lambda_function_arn", "queue_arn", "topic_arn")),
    "aws_cloudwatch_log_subscription_filter": (("log_group_name",), ("destination_arn",)),
    "aws_dynamodb_kinesis_streaming_destination": (("table_name",), ("stream_arn",)),
    "aws_apigatewayv2_integration": (("api_id",), ("integration_uri",)),
    "aws_api_gateway_integration": (("rest_api_id",), ("uri",)),
    "google_pubsub_subscription": (("topic",), ("push_endpoint", "table", "bucket")),
    "google_eventarc_trigger": (("topic", "bucket"), ("workflow", "service", "cloud_function")),
    "google_storage_notification": (("bucket",), ("topic",)),
    "azurerm_eventgrid_event_subscription": (
        ("scope",),
        ("function_id", "eventhub_endpoint_id", "service_bus_queue_endpoint_id", "storage_account_id"),
    ),
}
_EVENTS = {  # attributes that name what starts the resource itself
    "google_cloudfunctions2_function": ("pubsub_topic",),
    "google_cloudfunctions_function": ("resource", "event_trigger_resource"),
    "aws_pipes_pipe": ("source",),
}
_CALLS = frozenset({"aws_apigatewayv2_integration", "aws_api_gateway_integration"})
_FEEDS = frozenset({"aws_cloudwatch_log_subscription_filter", "aws_dynamodb_kinesis_streaming_destination"})
_NAMED = re.compile(r"(?<![\w.\"/-])([a-z][a-z0-9]*_[a-z0-9_]+\.[A-Za-z_][\w-]*|module\.[A-Za-z_][\w-]*)")


def ties_of(block: Block) -> list[TieSpec]:
    """
    Return what the resource joins: one tie for each target; [] for a resource that is something itself.
    """
    sources, targets = _TIES.get(block.labels[0], ((), ()))
    source = next(iter(_addresses(block, sources)), "")
    found = [address for address in _addresses(block, targets) if address != source] if source else []
    how = How.TRIGGER
    if block.labels[0] in _CALLS:
        how = How.CALL
    elif block.labels[0] in _FEEDS:
        how = How.DATA
    main = found[:1] if block.labels[0] == "aws_cloudwatch_event_target" else found
    return [TieSpec(block.labels[0], source, target, how) for target in main]


def events_of(block: Block, address: str) -> list[TieSpec]:
    """
    Return what starts the resource at *address*, where it says so itself.
    """
    names = _EVENTS.get(block.labels[0], ())
    return [TieSpec(block.labels[0], source, address) for source in _addresses(block, names)]


def is_event(type_: str, attribute: str) -> bool:
    """
    Tell whether *attribute* of a resource names what starts it: that is no need of it.
    """
    return attribute in _EVENTS.get(type_, ())


def _addresses(block: Block, names: tuple[str, ...]) -> list[str]:
    """
    Return the resources and modules that the attributes *names* lead to, in the order of the names.
    """
    texts = [attribute.text for name in names for attribute in block.everything() if attribute.name == name]
    return list(dict.fromkeys(address for text in texts for address in _NAMED.findall(text)))
