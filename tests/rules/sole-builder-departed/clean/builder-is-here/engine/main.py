"""Serves recommendations."""

from flask import Flask, jsonify

app = Flask(__name__)


@app.route("/recommend/<user>")
def recommend(user: str):
    """Return what the user may like."""
    return jsonify({"user": user, "items": [1, 2, 3]})


if __name__ == "__main__":
    app.run(port=8000)
