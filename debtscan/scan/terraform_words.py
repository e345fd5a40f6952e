"""
What well-known types, attributes and modules of Terraform mean.
"""

import re

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

NETWORK = re.compile(  # attributes that say where something stands and who may use it, not what it works with
    r"^(depends_on|ignore_changes|providers?|tags|labels)$|security_group|subnet|vpc|network|(^|_)(kms|iam|role|policy|policies)(_|$)"
)

PASSIVE = frozenset(  # blocks that take in, look up or hand on, but make nothing
    {"variable", "output", "locals", "data", "provider", "terraform", "moved", "import", "removed", "check"}
)

MODULES = {  # what the well-known modules make, by provider and name
    "aws/eks": "aws_eks_cluster",
    "aws/rds": "aws_db_instance",
    "aws/rds-aurora": "aws_rds_cluster",
    "aws/s3-bucket": "aws_s3_bucket",
    "aws/lambda": "aws_lambda_function",
    "aws/msk-kafka-cluster": "aws_msk_cluster",
    "aws/msk-apache-kafka-cluster": "aws_msk_cluster",
    "aws/ecs": "aws_ecs_cluster",
    "aws/ecs-cluster": "aws_ecs_cluster",
    "aws/sqs": "aws_sqs_queue",
    "aws/sns": "aws_sns_topic",
    "aws/dynamodb-table": "aws_dynamodb_table",
    "aws/dynamodb": "aws_dynamodb_table",
    "aws/elasticache": "aws_elasticache_cluster",
    "aws/elasticache-redis": "aws_elasticache_cluster",
    "aws/opensearch": "aws_opensearch_domain",
    "aws/elasticsearch": "aws_opensearch_domain",
    "aws/step-functions": "aws_sfn_state_machine",
    "aws/ecr": "aws_ecr_repository",
    "aws/emr": "aws_emr_cluster",
    "aws/redshift": "aws_redshift_cluster",
    "aws/iam": "aws_iam_role",
    "aws/alb": "aws_lb",
    "aws/efs": "aws_efs_file_system",
    "aws/batch": "aws_batch_compute_environment",
    "aws/eventbridge": "aws_cloudwatch_event_bus",
    "aws/secrets-manager": "aws_secretsmanager_secret",
    "aws/cloudfront": "aws_cloudfront_distribution",
    "aws/apigateway-v2": "aws_apigatewayv2_api",
    "aws/ec2-instance": "aws_instance",
    "aws/autoscaling": "aws_autoscaling_group",
    "aws/managed-service-prometheus": "aws_prometheus_workspace",
    "aws/managed-service-grafana": "aws_grafana_workspace",
    "aws/mwaa": "aws_mwaa_environment",
    "aws/app-runner": "aws_apprunner_service",
    "aws/transfer-sftp": "aws_transfer_server",
    "google/kubernetes-engine": "google_container_cluster",
    "google/sql-db": "google_sql_database_instance",
    "google/cloud-storage": "google_storage_bucket",
    "google/pubsub": "google_pubsub_topic",
    "google/bigquery": "google_bigquery_dataset",
    "google/cloud-run": "google_cloud_run_service",
    "google/composer": "google_composer_environment",
    "google/memorystore": "google_redis_instance",
    "google/event-function": "google_cloudfunctions_function",
    "google/scheduled-function": "google_cloudfunctions_function",
    "google/cloud-functions": "google_cloudfunctions2_function",
    "google/secret-manager": "google_secret_manager_secret",
    "azurerm/aks": "azurerm_kubernetes_cluster",
    "azurerm/postgresql": "azurerm_postgresql_flexible_server",
    "azurerm/database": "azurerm_mssql_server",
}

SUBMODULES = {  # parts of them that make the same thing in another manner; other parts only add to it
    **{
        f"google/kubernetes-engine//modules/{name}": "google_container_cluster"
        for name in (
            "private-cluster",
            "private-cluster-update-variant",
            "beta-private-cluster",
            "beta-private-cluster-update-variant",
            "beta-public-cluster",
            "beta-public-cluster-update-variant",
            "beta-autopilot-private-cluster",
            "beta-autopilot-public-cluster",
            "gke-standard-cluster",
            "gke-autopilot-cluster",
            "safer-cluster",
        )
    },
    "google/sql-db//modules/postgresql": "google_sql_database_instance",
    "google/sql-db//modules/mysql": "google_sql_database_instance",
    "google/sql-db//modules/mssql": "google_sql_database_instance",
    "google/cloud-storage//modules/simple_bucket": "google_storage_bucket",
    "google/cloud-run//modules/v2": "google_cloud_run_v2_service",
    "google/cloud-run//modules/job-exec": "google_cloud_run_v2_job",
    "google/composer//modules/create_environment_v2": "google_composer_environment",
    "google/composer//modules/create_environment_v3": "google_composer_environment",
    "aws/ecs//modules/cluster": "aws_ecs_cluster",
    "aws/ecs//modules/service": "aws_ecs_service",
    "aws/dms//modules/task": "aws_dms_replication_task",
}

IMAGES = frozenset({"image", "image_uri", "container_image", "docker_image", "image_url", "container_uri"})
