import app as recommend_api


def test_a_user_is_needed():
    client = recommend_api.app.test_client()

    assert client.get("/recommend?items=a,b").status_code == 400


def test_order_stays_when_ranking_is_down(monkeypatch):
    monkeypatch.setenv("RANKING_URL", "http://localhost:1")
    client = recommend_api.app.test_client()

    answer = client.get("/recommend?user=u&items=b,a").get_json()

    assert answer == {"items": ["b", "a"], "fallback": True}


def test_events_come_in_pages():
    client = recommend_api.app.test_client()
    for item in "abc":
        client.post("/events", json={"day": "2021-01-01", "item_id": item})

    answer = client.get("/events?day=2021-01-01&page=1&size=2").get_json()

    assert [event["item_id"] for event in answer["events"]] == ["c"]
