"""
Which cloud resource a class of the AWS CDK or of Pulumi stands for.
"""

import re

_CDK = {
    "aws_lambda.Function": "AWS::Lambda::Function",
    "aws_lambda.DockerImageFunction": "AWS::Lambda::Function",
    "aws_lambda.SingletonFunction": "AWS::Lambda::Function",
    "aws_lambda_python_alpha.PythonFunction": "AWS::Lambda::Function",
    "aws_lambda_python.PythonFunction": "AWS::Lambda::Function",
    "aws_lambda_nodejs.NodejsFunction": "AWS::Lambda::Function",
    "aws_lambda_go_alpha.GoFunction": "AWS::Lambda::Function",
    "aws_sqs.Queue": "AWS::SQS::Queue",
    "aws_sns.Topic": "AWS::SNS::Topic",
    "aws_s3.Bucket": "AWS::S3::Bucket",
    "aws_dynamodb.Table": "AWS::DynamoDB::Table",
    "aws_dynamodb.TableV2": "AWS::DynamoDB::Table",
    "aws_rds.DatabaseInstance": "AWS::RDS::DBInstance",
    "aws_rds.DatabaseCluster": "AWS::RDS::DBCluster",
    "aws_rds.ServerlessCluster": "AWS::RDS::DBCluster",
    "aws_redshift_alpha.Cluster": "AWS::Redshift::Cluster",
    "aws_docdb.DatabaseCluster": "AWS::DocDB::DBCluster",
    "aws_neptune_alpha.DatabaseCluster": "AWS::Neptune::DBCluster",
    "aws_opensearchservice.Domain": "AWS::OpenSearchService::Domain",
    "aws_efs.FileSystem": "AWS::EFS::FileSystem",
    "aws_ecs.Cluster": "AWS::ECS::Cluster",
    "aws_ecs.FargateService": "AWS::ECS::Service",
    "aws_ecs.Ec2Service": "AWS::ECS::Service",
    "aws_ecs.FargateTaskDefinition": "AWS::ECS::TaskDefinition",
    "aws_ecs.Ec2TaskDefinition": "AWS::ECS::TaskDefinition",
    "aws_ecs_patterns.ApplicationLoadBalancedFargateService": "AWS::ECS::Service",
    "aws_ecs_patterns.ApplicationLoadBalancedEc2Service": "AWS::ECS::Service",
    "aws_ecs_patterns.NetworkLoadBalancedFargateService": "AWS::ECS::Service",
    "aws_ecs_patterns.NetworkLoadBalancedEc2Service": "AWS::ECS::Service",
    "aws_ecs_patterns.QueueProcessingFargateService": "AWS::ECS::Service",
    "aws_ecs_patterns.ScheduledFargateTask": "AWS::ECS::TaskDefinition",
    "aws_ecs_patterns.ScheduledEc2Task": "AWS::ECS::TaskDefinition",
    "aws_eks.Cluster": "AWS::EKS::Cluster",
    "aws_eks.FargateCluster": "AWS::EKS::Cluster",
    "aws_ecr.Repository": "AWS::ECR::Repository",
    "aws_kinesis.Stream": "AWS::Kinesis::Stream",
    "aws_kinesisfirehose.DeliveryStream": "AWS::KinesisFirehose::DeliveryStream",
    "aws_kinesisfirehose_alpha.DeliveryStream": "AWS::KinesisFirehose::DeliveryStream",
    "aws_msk_alpha.Cluster": "AWS::MSK::Cluster",
    "aws_events.Rule": "AWS::Events::Rule",
    "aws_events.EventBus": "AWS::Events::EventBus",
    "aws_scheduler.Schedule": "AWS::Scheduler::Schedule",
    "aws_stepfunctions.StateMachine": "AWS::StepFunctions::StateMachine",
    "aws_apigateway.RestApi": "AWS::ApiGateway::RestApi",
    "aws_apigateway.LambdaRestApi": "AWS::ApiGateway::RestApi",
    "aws_apigateway.SpecRestApi": "AWS::ApiGateway::RestApi",
    "aws_apigatewayv2.HttpApi": "AWS::ApiGatewayV2::Api",
    "aws_apigatewayv2.WebSocketApi": "AWS::ApiGatewayV2::Api",
    "aws_apigatewayv2_alpha.HttpApi": "AWS::ApiGatewayV2::Api",
    "aws_appsync.GraphqlApi": "AWS::AppSync::GraphQLApi",
    "aws_appsync_alpha.GraphqlApi": "AWS::AppSync::GraphQLApi",
    "aws_elasticloadbalancingv2.ApplicationLoadBalancer": "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "aws_elasticloadbalancingv2.NetworkLoadBalancer": "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "aws_cloudfront.Distribution": "AWS::CloudFront::Distribution",
    "aws_cloudfront.CloudFrontWebDistribution": "AWS::CloudFront::Distribution",
    "aws_cognito.UserPool": "AWS::Cognito::UserPool",
    "aws_secretsmanager.Secret": "AWS::SecretsManager::Secret",
    "aws_codebuild.Project": "AWS::CodeBuild::Project",
    "aws_codebuild.PipelineProject": "AWS::CodeBuild::Project",
    "aws_codepipeline.Pipeline": "AWS::CodePipeline::Pipeline",
    "pipelines.CodePipeline": "AWS::CodePipeline::Pipeline",
    "aws_codecommit.Repository": "AWS::CodeCommit::Repository",
    "aws_batch.JobQueue": "AWS::Batch::JobQueue",
    "aws_batch.EcsJobDefinition": "AWS::Batch::JobDefinition",
    "aws_batch.FargateComputeEnvironment": "AWS::Batch::ComputeEnvironment",
    "aws_batch.ManagedEc2EcsComputeEnvironment": "AWS::Batch::ComputeEnvironment",
    "aws_batch_alpha.JobQueue": "AWS::Batch::JobQueue",
    "aws_glue_alpha.Job": "AWS::Glue::Job",
    "aws_glue_alpha.Database": "AWS::Glue::Database",
    "aws_cloudwatch.Dashboard": "AWS::CloudWatch::Dashboard",
    "aws_ec2.Instance": "AWS::EC2::Instance",
    "aws_autoscaling.AutoScalingGroup": "AWS::AutoScaling::AutoScalingGroup",
}
_SERVICES = {  # names of services that CloudFormation writes with capitals of its own
    "s3": "S3",
    "sqs": "SQS",
    "sns": "SNS",
    "rds": "RDS",
    "ecs": "ECS",
    "eks": "EKS",
    "ecr": "ECR",
    "emr": "EMR",
    "emrserverless": "EMRServerless",
    "dynamodb": "DynamoDB",
    "sagemaker": "SageMaker",
    "stepfunctions": "StepFunctions",
    "apigateway": "ApiGateway",
    "apigatewayv2": "ApiGatewayV2",
    "kinesisfirehose": "KinesisFirehose",
    "opensearchservice": "OpenSearchService",
    "opensearchserverless": "OpenSearchServerless",
    "redshiftserverless": "RedshiftServerless",
    "elasticache": "ElastiCache",
    "amazonmq": "AmazonMQ",
    "msk": "MSK",
    "mwaa": "MWAA",
    "dms": "DMS",
    "efs": "EFS",
    "codebuild": "CodeBuild",
    "codepipeline": "CodePipeline",
    "codecommit": "CodeCommit",
    "codedeploy": "CodeDeploy",
    "apprunner": "AppRunner",
    "docdb": "DocDB",
    "elasticbeanstalk": "ElasticBeanstalk",
    "cloudfront": "CloudFront",
    "secretsmanager": "SecretsManager",
    "iam": "IAM",
    "ec2": "EC2",
}
_PULUMI = {  # where the words of Pulumi and of Terraform differ
    "aws_rds_instance": "aws_db_instance",
    "aws_ec2_instance": "aws_instance",
    "aws_lb_load_balancer": "aws_lb",
    "aws_alb_load_balancer": "aws_lb",
    "aws_apigateway_rest_api": "aws_api_gateway_rest_api",
    "aws_elasticsearch_domain": "aws_opensearch_domain",
    "google_cloudrun_service": "google_cloud_run_service",
    "google_cloudrunv2_service": "google_cloud_run_v2_service",
    "google_cloudrunv2_job": "google_cloud_run_v2_job",
    "google_cloudfunctionsv2_function": "google_cloudfunctions2_function",
    "google_artifactregistry_repository": "google_artifact_registry_repository",
    "google_cloudscheduler_job": "google_cloud_scheduler_job",
    "google_cloudtasks_queue": "google_cloud_tasks_queue",
    "google_secretmanager_secret": "google_secret_manager_secret",
    "google_serviceaccount_account": "google_service_account",
    "azurerm_containerservice_managed_cluster": "azurerm_kubernetes_cluster",
    "azurerm_containerservice_kubernetes_cluster": "azurerm_kubernetes_cluster",
    "azurerm_containerregistry_registry": "azurerm_container_registry",
    "azurerm_storage_storage_account": "azurerm_storage_account",
    "azurerm_app_container_app": "azurerm_container_app",
    "azurerm_web_web_app": "azurerm_linux_web_app",
    "azurerm_keyvault_vault": "azurerm_key_vault",
    "azurerm_machinelearningservices_workspace": "azurerm_machine_learning_workspace",
    "azurerm_documentdb_database_account": "azurerm_cosmosdb_account",
    "azurerm_dbforpostgresql_server": "azurerm_postgresql_flexible_server",
}
_PROVIDERS = {
    "pulumi_aws": "aws",
    "pulumi_aws_native": "aws",
    "pulumi_gcp": "google",
    "pulumi_google_native": "google",
    "pulumi_azure": "azurerm",
    "pulumi_azure_native": "azurerm",
    "pulumi_databricks": "databricks",
    "pulumi_snowflake": "snowflake",
    "pulumi_confluentcloud": "confluent",
    "pulumi_mongodbatlas": "mongodbatlas",
    "pulumi_datadog": "datadog",
    "pulumi_cloudflare": "cloudflare",
    "pulumi_digitalocean": "digitalocean",
}
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_VERSION = re.compile(r"v\d+[a-z0-9]*")


def cdk_type(name: str) -> str:
    """
    Return the type of CloudFormation that the class *name* of the CDK makes, "" for a class that makes none by itself.
    """
    parts = name.split(".")
    if parts[0] not in {"aws_cdk", "monocdk"} or len(parts) < 3:  # noqa: PLR2004 - package, service and class
        return ""
    service, class_ = parts[-2:]
    if class_.startswith("Cfn"):
        plain = service.removeprefix("aws_")
        return f"AWS::{_SERVICES.get(plain, plain.capitalize())}::{class_.removeprefix('Cfn')}"
    return _CDK.get(f"{service}.{class_}", "")


def pulumi_type(name: str) -> str:
    """
    Return the type of Terraform that the class *name* of a provider of Pulumi stands for, "" for other names.
    """
    provider, _, rest = name.partition(".")
    parts = [part.rstrip("_") for part in rest.split(".") if part and not _VERSION.fullmatch(part)]
    if provider not in _PROVIDERS or not parts or not parts[-1][:1].isupper():
        return ""
    class_ = re.sub(r"V\d+$", "", parts[-1])
    words = [*parts[:-1], *(word.lower() for word in _WORD.split(class_))]
    type_ = "_".join([_PROVIDERS[provider], *words])
    return _PULUMI.get(type_, type_)
