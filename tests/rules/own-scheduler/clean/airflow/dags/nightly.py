"""Trains every night."""

from datetime import datetime

from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("nightly_training", schedule="0 2 * * *", start_date=datetime(2024, 1, 1), catchup=False):
    BashOperator(task_id="train", bash_command="python -m training")
