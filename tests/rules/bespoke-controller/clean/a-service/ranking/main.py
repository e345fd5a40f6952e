"""Answers for the ranking model."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/healthz")
def health() -> dict[str, str]:
    """Say that all is well."""
    return {"status": "ok"}
