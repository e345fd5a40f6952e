"""
Services of the Serverless Framework.
"""

from debtscan.model.declaration import (
    Declaration,
    File,
    ImageRef,
    NameRef,
    PathRef,
    ResourceSpec,
    ScheduleSpec,
    StackSpec,
    Store,
    StoreRef,
)
from debtscan.model.words import How
from debtscan.scan.readers.serverless import READER, read
from tests.unit.scan.said import reader_of, specs

SHOP = reader_of(read, "shop/serverless.yml")


def name(identifier: str) -> NameRef:
    """
    Return the reference to a thing of the service.
    """
    return NameRef("terraform", f"shop/serverless.yml:{identifier}")


def lambda_(identifier: str, handler: str = "") -> ResourceSpec:
    """
    Return a function as services declare it.
    """
    return ResourceSpec("cloudformation", "AWS::Lambda::Function", identifier, handler=handler)


def links(text: str) -> list[tuple[str | None, object, How]]:
    """
    Return who needs what, and how.
    """
    return [(each.source, each.target, each.how) for each in SHOP(text).references]


def test_services_are_known_by_name_and_content() -> None:
    """
    A file that only gives settings is none.
    """
    assert [READER.wants(path) for path in ("serverless.yml", "a/serverless.prod.yaml", "a/server.yml")] == [
        True,
        True,
        False,
    ]
    assert [READER.claims(File("serverless.yml", text)) for text in (b"functions:\n", b"custom:\n")] == [True, False]


def test_functions_have_code_settings_and_events() -> None:
    """
    A time is a schedule, a request comes through one gateway, a queue of the service starts its function.
    """
    text = (
        "service: shop\nprovider:\n  name: aws\n  environment:\n    MODELS: s3://models/x\n"
        "functions:\n  load:\n    handler: src/load.run\n    environment:\n      TABLE: !Ref Orders\n"
        "      X: ${env:X}\n"
        "    events:\n      - schedule: rate(1 day)\n      - schedule:\n          rate: ['cron(0 3 * * ? *)']\n"
        "      - http: GET /x\n      - httpApi: '*'\n"
        "      - sqs: !GetAtt Jobs.Arn\n      - sqs:\n          arn: arn:aws:sqs:x:1:far-jobs\n      - s3: in\n"
        "      - sns: ${self:custom.topic}\n      - alexaSkill: x\n"
        "  score:\n    image:\n      uri: acme/score:1\n  bare: {}\n"
        "resources:\n  Resources:\n    Orders:\n      Type: AWS::DynamoDB::Table\n"
        "    Jobs:\n      Type: AWS::SQS::Queue\n"
    )

    assert links(text) == [
        ("load", PathRef("shop"), How.BUILD),
        ("load", StoreRef(Store.BUCKET, "models", "s3"), How.DATA),
        ("load", name("Orders"), How.ENV),
        ("ApiGatewayRestApi", name("load"), How.CALL),
        ("ApiGatewayRestApi", name("load"), How.CALL),
        ("Jobs", name("load"), How.TRIGGER),
        ("load", StoreRef(Store.QUEUE, "far-jobs", "sqs"), How.QUEUE),
        ("load", StoreRef(Store.BUCKET, "in", "s3"), How.DATA),
        ("score", ImageRef("acme/score:1"), How.IMAGE),
        ("score", StoreRef(Store.BUCKET, "models", "s3"), How.DATA),
        ("bare", StoreRef(Store.BUCKET, "models", "s3"), How.DATA),
    ]
    assert specs(SHOP(text)) == [
        ("shop", StackSpec("serverless")),
        ("Orders", ResourceSpec("cloudformation", "AWS::DynamoDB::Table", "Orders")),
        ("Jobs", ResourceSpec("cloudformation", "AWS::SQS::Queue", "Jobs")),
        ("load", lambda_("load", "src/load.run")),
        ("load", ScheduleSpec("eventbridge", "rate(1 day)")),
        ("load", ScheduleSpec("eventbridge", "cron(0 3 * * ? *)")),
        ("shop-api", ResourceSpec("cloudformation", "AWS::ApiGateway::RestApi", "ApiGatewayRestApi")),
        ("score", lambda_("score")),
        ("bare", lambda_("bare")),
    ]


def test_state_machines_have_functions_as_steps() -> None:
    """
    By their name in the service or by their logical id.
    """
    found = links(
        "service:\n  name: ${self:x}\nfunctions:\n  pull-data:\n    name: shop-pull\n  train: {}\n"
        "stepFunctions:\n  stateMachines:\n    flow:\n      name: nightly\n      definition:\n        States:\n"
        "          A:\n            Resource: !GetAtt pull-data.Arn\n"
        "          B:\n            Resource: arn:x:${TrainLambdaFunction.Arn}\n"
    )

    assert found == [("flow", name("pull-data"), How.STEP), ("flow", name("train"), How.STEP)]


def test_other_clouds_have_other_functions() -> None:
    """
    The provider says which; without a name the folder names the service.
    """
    found = SHOP("provider:\n  name: google\nfunctions:\n  hello:\n    handler: http\n")

    assert found.declarations[0] == Declaration("stack", "shop", StackSpec("serverless"), 1)
    assert found.declarations[1].spec == ResourceSpec(
        "cloudformation", "google_cloudfunctions_function", "hello", handler="http"
    )
    assert SHOP("functions: [").problems
