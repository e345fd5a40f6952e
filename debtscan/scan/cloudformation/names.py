"""
How the resources of a template are called: by the name that they give themselves, else by their logical id.
"""

import posixpath
import re

from debtscan.safe.yaml import Mapping
from debtscan.scan.cloudformation.values import literal

_NAMES = (
    "FunctionName",
    "BucketName",
    "TableName",
    "QueueName",
    "TopicName",
    "StateMachineName",
    "ClusterName",
    "ServiceName",
    "RepositoryName",
    "DBInstanceIdentifier",
    "DBClusterIdentifier",
    "ClusterIdentifier",
    "DomainName",
    "EndpointName",
    "PipelineName",
    "JobDefinitionName",
    "JobQueueName",
    "ComputeEnvironmentName",
    "NotebookInstanceName",
    "FeatureGroupName",
    "ModelPackageGroupName",
    "DeliveryStreamName",
    "StreamName",
    "UserPoolName",
    "DashboardName",
    "Family",
    "Name",
)
_SAYS_NOTHING = re.compile(
    r"(my|the|main|app|default|primary|serverless)?(rest|http|lambda|s3|dynamo(db)?|sqs|sns|ecs|rds|ecr|event)?"
    r"(function|table|bucket|queue|topic|api|gateway|cluster|service|bus|database|db|repository|statemachine|distribution|"
    r"userpool|pipeline|stream|rule|schedule|secret|loadbalancer|lb|alb|nlb|asg|autoscalinggroup|instance|endpoint|taskdefinition|fargateservice|dashboard|workgroup|domain|project)?",
    re.IGNORECASE,
)
_FILES = re.compile(
    r"(packaged|output)?[-_.]?(template|cloudformation|cfn|sam|serverless|main|stack|infrastructure|index)"
    r"([-_.](template|cfn|sam|packaged))?",
    re.IGNORECASE,
)


def stack_name(path: str) -> str:
    """
    Return what a template is called: by its file, else by its folder where the file is named as all are.
    """
    stem = re.sub(r"(\.template)?\.(ya?ml|json|template)$", "", posixpath.basename(path))
    folder = posixpath.basename(posixpath.dirname(path))
    return folder if folder and _FILES.fullmatch(stem) else stem


def resource_name(identifier: str, properties: Mapping, stack: str) -> str:
    """
    Return the name of a resource; one that is only called after its type bears the name of its stack in front.
    """
    own = next(filter(None, (literal(properties.get(name)) for name in _NAMES)), "")
    return own or distinct(identifier, stack)


def distinct(identifier: str, stack: str) -> str:
    """
    Return *identifier*, with the name of its stack in front where it only says the type.
    """
    return f"{stack}-{identifier}" if _SAYS_NOTHING.fullmatch(identifier) else identifier
