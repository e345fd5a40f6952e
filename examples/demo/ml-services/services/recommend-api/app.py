"""The API that the shop calls: keeps events and asks the ranking model for an order."""
import collections
import os

import requests
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
events = collections.defaultdict(list)


def rank(user, items):
    answer = requests.post(f"{os.environ['RANKING_URL']}/rank", json={"user": user, "items": items}, timeout=0.5)
    answer.raise_for_status()
    return answer.json()["items"]


@app.route("/recommend")
def recommend():
    user = request.args.get("user", "")
    items = [item for item in request.args.get("items", "").split(",") if item]
    if not user or not items:
        abort(400)
    try:
        return jsonify(items=rank(user, items))
    except requests.RequestException:
        return jsonify(items=items, fallback=True)


@app.route("/events", methods=["POST"])
def add_event():
    event = request.get_json(force=True)
    events[event["day"]].append(event)
    return jsonify(ok=True)


@app.route("/events")
def list_events():
    size = int(request.args.get("size", 1000))
    start = int(request.args.get("page", 0)) * size
    return jsonify(events=events[request.args["day"]][start : start + size])


@app.route("/health")
def health():
    return jsonify(ok=True)
