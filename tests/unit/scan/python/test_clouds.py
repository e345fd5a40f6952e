"""
Infrastructure in Python: the AWS CDK and Pulumi.
"""

import pytest

from debtscan.model.declaration import (
    ImageRef,
    NameRef,
    PathRef,
    PublishSpec,
    Reading,
    ReleaseSpec,
    ResourceSpec,
    ScheduleSpec,
    StackSpec,
    StoreRef,
    Target,
    WorkloadSpec,
)
from debtscan.model.words import How
from debtscan.scan.python.cloud_types import cdk_type, pulumi_type
from debtscan.scan.python.source import read_python
from tests.unit.scan.said import specs

PATH = "infra/shop/stack.py"
CDK = """
from aws_cdk import Stack, aws_events as events, aws_events_targets as targets, aws_lambda as _lambda, aws_sqs as sqs
from aws_cdk import aws_s3 as s3, aws_dynamodb as dynamodb, aws_stepfunctions as sfn, aws_apigateway as api
from aws_cdk.aws_lambda_event_sources import SqsEventSource


class ShopStack(Stack):
    def __init__(self, scope, name):
        super().__init__(scope, name)
        jobs = sqs.Queue(self, "Jobs", queue_name="shop-jobs")
        self.table = dynamodb.Table(self, "Table")
        fn = _lambda.Function(
            self, "Load", handler="load.run", code=_lambda.Code.from_asset("./src/load"),
            environment={"TABLE": self.table.table_name},
        )
        score = _lambda.DockerImageFunction(self, "Score", code=_lambda.DockerImageCode.from_image_asset("score"))
        rule = events.Rule(self, "Nightly", schedule=events.Schedule.expression("rate(1 day)"))
        rule.add_target(targets.LambdaFunction(fn))
        fn.add_event_source(SqsEventSource(jobs))
        self.table.grant_read_data(score)
        fn.add_environment("Q", jobs.queue_url)
        fn.add_layers(jobs)
        sfn.StateMachine(self, "Flow", definition=steps(fn))
        api.LambdaRestApi(self, "Api", handler=fn)
        s3.Bucket.from_bucket_name(self, "Theirs", "far")
        jobs.add_event_source(jobs)
"""


def read(text: str, path: str = PATH) -> Reading:
    """
    Return what the file says.
    """
    return read_python(path, text)


def links(found: Reading) -> list[tuple[str | None, Target, How]]:
    """
    Return who needs what, imports left out.
    """
    return [(each.source, each.target, each.how) for each in found.references if each.how is not How.IMPORT]


def name(identifier: str, path: str = PATH) -> NameRef:
    """
    Return the reference to a resource of the file.
    """
    return NameRef("terraform", f"{path}:{identifier}")


def test_constructs_are_resources_of_the_stack() -> None:
    """
    Own names beat ids; an id that only says the type bears the stack's name; what is looked up is not made.
    """
    found = read(CDK)

    assert [entry for entry in specs(found) if not isinstance(entry[1], PublishSpec)] == [
        ("ShopStack", StackSpec("cdk")),
        ("shop-jobs", ResourceSpec("cdk", "AWS::SQS::Queue", "shop-jobs")),
        ("ShopStack-Table", ResourceSpec("cdk", "AWS::DynamoDB::Table", "ShopStack-Table")),
        ("Load", ResourceSpec("cdk", "AWS::Lambda::Function", "Load", handler="load.run")),
        ("Score", ResourceSpec("cdk", "AWS::Lambda::Function", "Score")),
        ("Nightly", ResourceSpec("cdk", "AWS::Events::Rule", "Nightly")),
        ("Nightly", ScheduleSpec("eventbridge", "rate(1 day)")),
        ("Flow", ResourceSpec("cdk", "AWS::StepFunctions::StateMachine", "Flow")),
        ("ShopStack-Api", ResourceSpec("cdk", "AWS::ApiGateway::RestApi", "ShopStack-Api")),
    ]


def test_constructs_are_tied_by_arguments_and_methods() -> None:
    """
    Code, settings, targets, sources of events and grants; nothing is tied to itself.
    """
    assert links(read(CDK)) == [
        ("Load", PathRef("./src/load"), How.BUILD),
        ("Score", ImageRef("score"), How.IMAGE),
        ("Load", name("ShopStack-Table"), How.ENV),
        ("Flow", name("Load"), How.STEP),
        ("ShopStack-Api", name("Load"), How.ENV),
        ("Nightly", name("Load"), How.TRIGGER),
        ("shop-jobs", name("Load"), How.TRIGGER),
        ("Score", name("ShopStack-Table"), How.DATA),
        ("Load", name("shop-jobs"), How.ENV),
    ]
    assert ("score", PublishSpec("score", "./score")) in specs(read(CDK))


def test_programs_of_pulumi_are_stacks() -> None:
    """
    Resources by the words of Terraform, objects of clusters, installed charts; the folder names the program.
    """
    found = read(
        "import pulumi\nimport pulumi_aws as aws\nimport pulumi_kubernetes as k8s\nfrom pulumi import FileArchive\n"
        "models = aws.s3.BucketV2('models')\n"
        "fn = aws.lambda_.Function('load', code=FileArchive('./load'), environment={'B': models.id})\n"
        "k8s.apps.v1.Deployment('web', spec={})\n"
        "k8s.helm.v3.Release('orders', k8s.helm.v3.ReleaseArgs(chart='postgresql'), chart='postgresql')\n"
        "k8s.core.v1.Namespace('ns')\n"
        "aws.s3.get_bucket(bucket='far')\n",
        "ops/shop/__main__.py",
    )

    assert specs(found)[:5] == [
        ("shop", StackSpec("pulumi")),
        ("models", ResourceSpec("pulumi", "aws_s3_bucket", "models")),
        ("load", ResourceSpec("pulumi", "aws_lambda_function", "load")),
        ("web", WorkloadSpec("kubernetes", "Deployment")),
        ("orders", ReleaseSpec("postgresql", by="pulumi")),
    ]
    assert links(found) == [
        ("load", PathRef("./load"), How.BUILD),
        ("load", name("models", "ops/shop/__main__.py"), How.ENV),
    ]


@pytest.mark.parametrize("written", ["'../far'", "'/far'", "far", "f'{here}/src'"])
def test_code_is_followed_where_it_is_near(written: str) -> None:
    """
    A path that leads out says nothing, one that begins with an expression ends near.
    """
    found = read(f"from aws_cdk import aws_lambda as l\nl.Function(s, 'A', code=l.Code.from_asset({written}))\n")

    paths = [target for _, target, _ in links(found)]
    assert paths == ([PathRef("./src")] if "here" in written else [])


def test_code_that_makes_nothing_reads_stores() -> None:
    """
    A program that only imports the library is no stack.
    """
    found = read("import pulumi, boto3\nboto3.client('s3').get_object(Bucket='models')\n")

    assert [target for _, target, _ in links(found) if isinstance(target, StoreRef) and target.name] != []
    assert not [spec for _, spec in specs(found) if isinstance(spec, StackSpec)]


@pytest.mark.parametrize(
    ("class_", "type_"),
    [
        ("aws_cdk.aws_sagemaker.CfnEndpoint", "AWS::SageMaker::Endpoint"),
        ("aws_cdk.aws_glue.CfnJob", "AWS::Glue::Job"),
        ("aws_cdk.aws_iam.Role", ""),
        ("aws_cdk.Stack", ""),
        ("other.aws_sqs.Queue", ""),
    ],
)
def test_classes_of_the_cdk_have_a_type(class_: str, type_: str) -> None:
    """
    Those of the first level bear it in their name.
    """
    assert cdk_type(class_) == type_


@pytest.mark.parametrize(
    ("class_", "type_"),
    [
        ("pulumi_gcp.cloudrunv2.Service", "google_cloud_run_v2_service"),
        ("pulumi_aws.rds.Instance", "aws_db_instance"),
        ("pulumi_azure_native.storage.v20230101.StorageAccount", "azurerm_storage_account"),
        ("pulumi_aws.s3.get_bucket", ""),
        ("pulumi.Output", ""),
    ],
)
def test_classes_of_pulumi_have_a_type(class_: str, type_: str) -> None:
    """
    Module and class, without the version of an API.
    """
    assert pulumi_type(class_) == type_
