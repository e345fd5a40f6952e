"""Records the figures of training runs."""

import sqlite3

from flask import Flask, request

app = Flask(__name__)


@app.route("/runs", methods=["POST"])
def record():
    """Keep the figures of one run."""
    with sqlite3.connect("runs.db") as database:
        database.execute("INSERT INTO runs (name, auc) VALUES (?, ?)", (request.json["name"], request.json["auc"]))
    return "", 204


if __name__ == "__main__":
    app.run()
