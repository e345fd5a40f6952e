"""Trains the item factors from the events of the last weeks and writes them to the warehouse."""
import os

import numpy as np
import pandas as pd
from google.cloud import bigquery
from scipy.sparse import csr_matrix
from sklearn.decomposition import TruncatedSVD

FACTORS = 64
WEEKS = 8


def read_events(client):
    query = f"""
        SELECT user_id, item_id, COUNT(*) AS n
        FROM `{os.environ["EVENTS_TABLE"]}`
        WHERE day > DATE_SUB(CURRENT_DATE(), INTERVAL {WEEKS} WEEK)
        GROUP BY user_id, item_id
    """
    return client.query(query).to_dataframe()


def fit(events):
    users = events["user_id"].astype("category")
    items = events["item_id"].astype("category")
    counts = np.log1p(events["n"].to_numpy(dtype=np.float32))
    matrix = csr_matrix((counts, (users.cat.codes, items.cat.codes)))
    model = TruncatedSVD(n_components=FACTORS, n_iter=7, random_state=7)
    model.fit(matrix)
    return pd.DataFrame(
        {"item_id": list(items.cat.categories), "factors": [list(map(float, row)) for row in model.components_.T]}
    )


def main():
    client = bigquery.Client()
    factors = fit(read_events(client))
    job = bigquery.LoadJobConfig(write_disposition="WRITE_TRUNCATE")
    client.load_table_from_dataframe(factors, os.environ["FACTORS_TABLE"], job_config=job).result()
    print(f"{os.environ['TRAINING_CLUSTER']}: {len(factors)} items")


if __name__ == "__main__":
    main()
