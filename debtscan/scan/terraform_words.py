"""
What well-known types, attributes and modules of Terraform mean.
"""

NAMES = (
    "name",
    "bucket",
    "cluster_name",
    "function_name",
    "identifier",
    "cluster_identifier",
    "cluster_id",
    "repository_id",
    "repository",
    "dataset_id",
    "table_id",
    "account_id",
    "domain_name",
    "queue_name",
    "topic_name",
)

BACKENDS = {
    "s3": ("bucket", "s3"),
    "gcs": ("bucket", "gs"),
    "azurerm": ("container_name", "abfs"),
    "oss": ("bucket", "oss"),
}

SCHEDULES = {
    "aws_cloudwatch_event_rule": ("eventbridge", "schedule_expression"),
    "aws_scheduler_schedule": ("eventbridge", "schedule_expression"),
    "google_cloud_scheduler_job": ("cloudscheduler", "schedule"),
    "google_bigquery_data_transfer_config": ("bigquery", "schedule"),
    "aws_glue_trigger": ("glue", "schedule"),
    "kubernetes_cron_job": ("kubernetes", "schedule"),
    "kubernetes_cron_job_v1": ("kubernetes", "schedule"),
}

WORKLOADS = {
    "deployment": "Deployment",
    "stateful_set": "StatefulSet",
    "daemonset": "DaemonSet",
    "daemon_set": "DaemonSet",
    "job": "Job",
    "cron_job": "CronJob",
    "pod": "Pod",
}

REGISTRY_MODULES = {  # what the well-known modules of the public registry make
    "terraform-aws-modules/eks/aws": "aws_eks_cluster",
    "terraform-aws-modules/rds/aws": "aws_db_instance",
    "terraform-aws-modules/rds-aurora/aws": "aws_rds_cluster",
    "terraform-aws-modules/s3-bucket/aws": "aws_s3_bucket",
    "terraform-aws-modules/lambda/aws": "aws_lambda_function",
    "terraform-aws-modules/msk-kafka-cluster/aws": "aws_msk_cluster",
    "terraform-aws-modules/ecs/aws": "aws_ecs_cluster",
    "terraform-aws-modules/sqs/aws": "aws_sqs_queue",
    "terraform-aws-modules/sns/aws": "aws_sns_topic",
    "terraform-aws-modules/dynamodb-table/aws": "aws_dynamodb_table",
    "terraform-aws-modules/elasticache/aws": "aws_elasticache_cluster",
    "terraform-aws-modules/opensearch/aws": "aws_opensearch_domain",
    "terraform-aws-modules/step-functions/aws": "aws_sfn_state_machine",
    "terraform-aws-modules/ecr/aws": "aws_ecr_repository",
    "terraform-aws-modules/emr/aws": "aws_emr_cluster",
    "terraform-aws-modules/redshift/aws": "aws_redshift_cluster",
    "terraform-aws-modules/iam/aws": "aws_iam_role",
    "terraform-google-modules/kubernetes-engine/google": "google_container_cluster",
    "terraform-google-modules/sql-db/google": "google_sql_database_instance",
    "terraform-google-modules/cloud-storage/google": "google_storage_bucket",
    "terraform-google-modules/pubsub/google": "google_pubsub_topic",
    "terraform-google-modules/bigquery/google": "google_bigquery_dataset",
    "GoogleCloudPlatform/cloud-run/google": "google_cloud_run_service",
    "Azure/aks/azurerm": "azurerm_kubernetes_cluster",
}

IMAGES = frozenset({"image", "image_uri", "container_image", "docker_image", "image_url", "container_uri"})
