"""
What starts a function or a state machine of SAM: queues, topics, buckets, streams, buses, schedules and APIs.
"""

from collections.abc import Collection, Iterator

from msgspec import Struct

from debtscan.model.words import How
from debtscan.safe.yaml import Mapping
from debtscan.scan.cloudformation.values import first_named

_FROM = {  # the property of each type of event that names what it comes from
    "SQS": ("Queue",),
    "SNS": ("Topic",),
    "S3": ("Bucket",),
    "DynamoDB": ("Stream",),
    "Kinesis": ("Stream",),
    "MSK": ("Stream",),
    "MQ": ("Broker",),
    "DocumentDB": ("Cluster",),
    "EventBridgeRule": ("EventBusName",),
    "CloudWatchEvent": ("EventBusName",),
    "Api": ("RestApiId",),
    "HttpApi": ("ApiId",),
    "CloudWatchLogs": ("LogGroupName",),
}
_TIMED = frozenset({"Schedule", "ScheduleV2"})
IMPLICIT = {
    "Api": ("ServerlessRestApi", "AWS::Serverless::Api"),
    "HttpApi": ("ServerlessHttpApi", "AWS::Serverless::HttpApi"),
}


class Event(Struct, frozen=True):
    """
    One event: the resource of the template that it comes from, or the time at which it comes.
    """

    name: str
    line: int
    source: str = ""  # logical id; "" where it is not of this template
    how: How = How.TRIGGER
    cron: str | None = None


def events_of(properties: Mapping, known: Collection[str]) -> Iterator[Event]:
    """
    Yield the events of a function or state machine.
    """
    events = properties.mapping("Events")
    for name in events:
        event = events.mapping(name)
        type_, said = event.string("Type"), event.mapping("Properties")
        if type_ in _TIMED:
            cron = said.string("Schedule") or said.string("ScheduleExpression")
            yield Event(name, event.line, cron=cron or None)
            continue
        source = next(filter(None, (first_named(said.get(each), known) for each in _FROM.get(type_, ()))), "")
        if not source and type_ in IMPLICIT and not any(each in said for each in _FROM[type_]):
            source = IMPLICIT[type_][0]
        if source or type_ in _FROM:
            yield Event(name, event.line, source, How.CALL if type_ in IMPLICIT else How.TRIGGER)


def implicit_apis(resources: Mapping) -> Iterator[tuple[str, str, int]]:
    """
    Yield the APIs that SAM makes because events of functions ask for one: logical id, type and line.
    """
    found: dict[str, tuple[str, str, int]] = {}
    for name in resources:
        events = resources.mapping(name).mapping("Properties").mapping("Events")
        for each in events:
            type_, said = events.mapping(each).string("Type"), events.mapping(each).mapping("Properties")
            if type_ in IMPLICIT and not any(key in said for key in _FROM[type_]):
                found.setdefault(type_, (*IMPLICIT[type_], events.line_of(each)))
    yield from found.values()
