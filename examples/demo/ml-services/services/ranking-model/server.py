"""The ranking model: reads the item factors from the warehouse at the start and orders items by them."""
import os
import threading

import numpy as np
from flask import Flask, jsonify, request
from google.cloud import bigquery

app = Flask(__name__)
factors = {}


def load():
    rows = bigquery.Client().query(f"SELECT item_id, factors FROM `{os.environ['FACTORS_TABLE']}`").result()
    fresh = {row.item_id: np.asarray(row.factors) for row in rows}
    factors.update(fresh)


@app.route("/rank", methods=["POST"])
def rank():
    if not factors:
        return jsonify(error="no factors yet"), 503
    items = request.get_json()["items"]
    known = [factors[item] for item in items if item in factors]
    if not known:
        return jsonify(items=items)
    centre = np.mean(known, axis=0)
    return jsonify(items=sorted(items, key=lambda item: -float(np.dot(centre, factors.get(item, centre * 0)))))


@app.route("/health")
def health():
    return (jsonify(ok=True), 200) if factors else (jsonify(ok=False), 503)


if __name__ == "__main__":
    threading.Thread(target=load, daemon=True).start()
    app.run(host="0.0.0.0", port=8080, threaded=True)
