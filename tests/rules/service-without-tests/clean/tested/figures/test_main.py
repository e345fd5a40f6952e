"""What the figures must be."""

from fastapi.testclient import TestClient

from main import app


def test_health() -> None:
    """The service says that all is well."""
    assert TestClient(app).get("/healthz").json() == {"status": "ok"}
