"""
CloudFormation and SAM templates.
"""

import pytest

from debtscan.model.declaration import (
    Declaration,
    File,
    HostRef,
    ImageRef,
    ModuleRef,
    NameRef,
    PathRef,
    PublishSpec,
    ResourceSpec,
    ScheduleSpec,
    StackSpec,
    Store,
    StoreRef,
)
from debtscan.model.words import How, Status
from debtscan.scan.readers.cloudformation import READER, read
from tests.unit.scan.said import reader_of, specs

SHOP = reader_of(read, "shop/template.yaml")
HEAD = "Resources:\n"


def name(identifier: str) -> NameRef:
    """
    Return the reference to a resource of the template.
    """
    return NameRef("terraform", f"shop/template.yaml:{identifier}")


def resource(type_: str, identifier: str, handler: str = "") -> ResourceSpec:
    """
    Return a resource as templates declare it.
    """
    return ResourceSpec("cloudformation", type_, identifier, handler=handler)


def links(text: str) -> list[tuple[str | None, object, How]]:
    """
    Return who needs what, and how.
    """
    return [(each.source, each.target, each.how) for each in SHOP(text).references]


@pytest.mark.parametrize(
    ("path", "content", "claimed"),
    [
        ("a/template.yaml", "AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n", True),
        ("a/x.json", '{\n  "Resources": {"A": {"Type": "AWS::S3::Bucket"}}\n}\n', True),
        ("a/x.template", "Transform: AWS::Serverless-2016-10-31\nResources: {}\n", True),
        ("a/x.yaml", "Resources:\n  a: 1\n", False),
        ("a/x.yaml", "apiVersion: v1\nkind: Pod\n", False),
    ],
)
def test_templates_are_known_by_their_content(path: str, content: str, claimed: bool) -> None:
    """
    They say so, or they have resources of AWS.
    """
    assert READER.wants(path)
    assert READER.claims(File(path, content.encode())) is claimed


def test_a_template_is_a_stack_with_its_resources() -> None:
    """
    Names are literals, else logical ids; those that say only their type bear the stack's name; it is no template file.
    """
    found = SHOP(
        HEAD + "  Orders:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: orders\n"
        "  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !Sub '${Stage}-jobs'\n"
        "  Bucket:\n    Type: AWS::S3::Bucket\n"
    )

    assert found.status is Status.LIVE
    assert found.declarations == (
        Declaration("stack", "shop", StackSpec("cloudformation"), 2),
        Declaration("Orders", "orders", resource("AWS::DynamoDB::Table", "Orders"), 2),
        Declaration("Jobs", "Jobs", resource("AWS::SQS::Queue", "Jobs"), 6),
        Declaration("Bucket", "shop-Bucket", resource("AWS::S3::Bucket", "Bucket"), 10),
    )


def test_functions_lead_to_code_settings_and_stores() -> None:
    """
    What all functions have counts for each; roles and events are no needs; inline code has no folder.
    """
    found = links(
        "Globals:\n  Function:\n    Handler: app.run\n    CodeUri: src/\n    Environment:\n      Variables:\n"
        "        TABLE: !Ref Orders\n" + HEAD + "  Orders:\n    Type: AWS::DynamoDB::Table\n"
        "  Load:\n    Type: AWS::Serverless::Function\n    Properties:\n      Role: !GetAtt Orders.Arn\n"
        "      Environment:\n        Variables:\n          API_HOST: api.shop.internal\n"
        "          MODELS: s3://models/x\n          OUT: !Sub '${Far}-x'\n"
        "      Url: s3://plain/x\n      Self: !Ref Load\n"
        "  Inline:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code:\n        ZipFile: x\n"
    )

    assert found == [
        ("Load", PathRef("shop/src"), How.BUILD),
        ("Load", name("Orders"), How.ENV),
        ("Load", HostRef("api.shop.internal"), How.ENV),
        ("Load", StoreRef(Store.BUCKET, "models", "s3"), How.DATA),
        ("Load", StoreRef(Store.BUCKET, "plain", "s3"), How.DATA),
        ("Inline", name("Orders"), How.ENV),
    ]


def test_functions_of_images_say_where_they_are_built() -> None:
    """
    SAM keeps the recipe beside the function; others name the image.
    """
    found = SHOP(
        HEAD + "  Score:\n    Type: AWS::Serverless::Function\n    Metadata:\n      DockerContext: ./score\n"
        "      Dockerfile: Dockerfile.gpu\n"
        "  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n"
        "        - Name: web\n"
        "          Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/web:1'\n"
    )

    assert ("shop-score", PublishSpec("shop-score", "shop/score", "shop/score/Dockerfile.gpu")) in specs(found)
    images = [(each.source, each.target) for each in found.references if each.how is How.IMAGE]
    assert images == [("Score", ImageRef("shop-score")), ("Task", ImageRef("web:1"))]


def test_events_start_what_they_are_for() -> None:
    """
    Queues and APIs of the template are sources, a time is a schedule; an API that nobody names is made by SAM.
    """
    text = (
        HEAD + "  Jobs:\n    Type: AWS::SQS::Queue\n  Web:\n    Type: AWS::Serverless::Api\n"
        "  Load:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: load\n      Events:\n"
        "        A:\n          Type: SQS\n          Properties:\n            Queue: !GetAtt Jobs.Arn\n"
        "        B:\n          Type: Schedule\n          Properties:\n            Schedule: rate(1 day)\n"
        "        C:\n          Type: Api\n          Properties:\n            RestApiId: !Ref Web\n"
        "        D:\n          Type: HttpApi\n"
        "        E:\n          Type: SNS\n          Properties:\n            Topic: !Ref Elsewhere\n"
        "        F:\n          Type: AlexaSkill\n"
        "        G:\n          Type: Schedule\n"
    )

    assert links(text)[1:] == [
        ("Jobs", name("Load"), How.TRIGGER),
        ("Web", name("Load"), How.CALL),
        ("ServerlessHttpApi", name("Load"), How.CALL),
    ]
    declared = {each.key: (each.name, each.spec) for each in SHOP(text).declarations}
    assert declared["Load.Events.B"] == ("Load", ScheduleSpec("eventbridge", "rate(1 day)"))
    assert declared["ServerlessHttpApi"] == ("shop-api", resource("AWS::Serverless::HttpApi", "ServerlessHttpApi"))


def test_resources_that_only_join_others_are_links() -> None:
    """
    A mapping, a subscription, a method; with one end elsewhere there is nothing to join.
    """
    found = links(
        HEAD + "  Q:\n    Type: AWS::SQS::Queue\n  F:\n    Type: AWS::Lambda::Function\n"
        "  T:\n    Type: AWS::SNS::Topic\n  Api:\n    Type: AWS::ApiGateway::RestApi\n"
        "  M:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties:\n      EventSourceArn: !GetAtt Q.Arn\n"
        "      FunctionName: !Ref F\n"
        "  S:\n    Type: AWS::SNS::Subscription\n    Properties:\n      TopicArn: {Ref: T}\n"
        "      Endpoint: {'Fn::GetAtt': [Q, Arn]}\n"
        "  G:\n    Type: AWS::ApiGateway::Method\n    Properties:\n      RestApiId: !Ref Api\n      Integration:\n"
        "        Uri: !Sub 'arn:aws:apigateway:x:lambda:path/${F.Arn}/invocations'\n"
        "  N:\n    Type: AWS::SNS::Subscription\n    Properties:\n      TopicArn: arn\n      Endpoint: !Ref Q\n"
    )

    assert found == [
        ("Q", name("F"), How.TRIGGER),
        ("T", name("Q"), How.TRIGGER),
        ("Api", name("F"), How.CALL),
    ]


def test_rules_and_state_machines_name_what_they_start() -> None:
    """
    A rule keeps its time, a bucket tells others, a machine has steps and a file.
    """
    text = (
        HEAD + "  F:\n    Type: AWS::Lambda::Function\n"
        "  Nightly:\n    Type: AWS::Events::Rule\n    Properties:\n      ScheduleExpression: cron(0 3 * * ? *)\n"
        "      Targets:\n        - Arn: !GetAtt F.Arn\n"
        "  In:\n    Type: AWS::S3::Bucket\n    Properties:\n      NotificationConfiguration:\n"
        "        LambdaConfigurations:\n          - Function: !GetAtt F.Arn\n"
        "  Flow:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionUri: flow.asl.json\n"
        "      DefinitionSubstitutions:\n        Step: !GetAtt F.Arn\n"
    )

    assert links(text) == [
        ("Nightly", name("F"), How.TRIGGER),
        ("In", name("F"), How.TRIGGER),
        ("Flow", PathRef("shop/flow.asl.json"), How.BUILD),
        ("Flow", name("F"), How.STEP),
    ]
    assert ("Nightly", ScheduleSpec("eventbridge", "cron(0 3 * * ? *)")) in specs(SHOP(text))


def test_nested_stacks_are_modules() -> None:
    """
    Those that lie in the repository; one in a bucket is somebody else's.
    """
    found = links(
        HEAD + "  A:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ./nested/db.yaml\n"
        "  B:\n    Type: AWS::Serverless::Application\n    Properties:\n      Location: https://far.example.com/x.yaml\n"
    )

    assert found == [("stack", ModuleRef("shop/nested/db.yaml", local=True), How.MODULE)]


def test_broken_and_empty_templates_are_told() -> None:
    """
    Nothing can be read, nothing is hidden.
    """
    assert SHOP("Resources: [").problems
    assert specs(SHOP("Resources: {}\n")) == [("shop", StackSpec("cloudformation", makes=False))]


def test_build_projects_name_what_they_do() -> None:
    """
    By a file; commands that stand in the template are none.
    """
    found = links(
        HEAD + "  A:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      Source:\n"
        "        BuildSpec: ci/build.yml\n"
        "  B:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      Source:\n        BuildSpec: 'version 0.2'\n"
    )

    assert found == [("A", PathRef("./ci/build.yml"), How.STEP)]
