"""Sends the weekly report."""

from datetime import datetime

from airflow import DAG
from airflow.operators.python import PythonOperator


def send() -> None:
    """Send the report."""
    print("sent")


with DAG("weekly_report", schedule="0 7 * * 1", start_date=datetime(2019, 1, 1), catchup=False):
    PythonOperator(task_id="send", python_callable=send)
