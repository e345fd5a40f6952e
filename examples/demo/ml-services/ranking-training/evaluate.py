"""Compares the new factors with yesterday's clicks; only good ones become the table that is served."""
import os
import sys

import numpy as np
from google.cloud import bigquery

LEAST = 0.08


def hit_rate(factors, sessions):
    hits = 0
    for first, second in sessions:
        if first not in factors or second not in factors:
            continue
        scores = {item: float(np.dot(factors[first], vector)) for item, vector in factors.items() if item != first}
        best = sorted(scores, key=scores.get, reverse=True)[:20]
        hits += second in best
    return hits / max(1, len(sessions))


def main():
    client = bigquery.Client()
    target = os.environ["FACTORS_TABLE"]
    factors = {row.item_id: row.factors for row in client.query(f"SELECT * FROM `{target}_next`").result()}
    query = f"SELECT first, second FROM `{os.environ['EVENTS_TABLE']}_pairs` LIMIT 2000"
    rate = hit_rate(factors, [(row.first, row.second) for row in client.query(query).result()])
    print(f"hit rate {rate:.3f}")
    if rate < LEAST:
        return 1
    client.copy_table(f"{target}_next", target).result()
    return 0


if __name__ == "__main__":
    sys.exit(main())
