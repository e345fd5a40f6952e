"""Copies the events of the day before from the recommender into the warehouse."""
import datetime
import os
import sys

import requests
from google.cloud import bigquery

PAGE = 5000


def fetch(day):
    page = 0
    while True:
        answer = requests.get(
            os.environ["EVENTS_URL"],
            params={"day": day.isoformat(), "page": page, "size": PAGE},
            timeout=60,
        )
        answer.raise_for_status()
        rows = answer.json()["events"]
        if not rows:
            return
        yield rows
        page += 1


def main():
    day = datetime.date.today() - datetime.timedelta(days=1)
    client = bigquery.Client()
    written = 0
    for rows in fetch(day):
        rows = [row for row in rows if row.get("item_id")]
        errors = client.insert_rows_json(os.environ["EVENTS_TABLE"], rows)
        if errors:
            print("not written:", errors[:3], file=sys.stderr)
            return 1
        written += len(rows)
    print(f"{day}: {written} events")
    return 0 if written else 2


if __name__ == "__main__":
    sys.exit(main())
