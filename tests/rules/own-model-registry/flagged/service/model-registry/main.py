"""Keeps which model version is live."""

from fastapi import FastAPI
from sqlalchemy import create_engine, text

app = FastAPI()
engine = create_engine("postgresql://registry@registry-db/models")


@app.post("/models/{name}/versions/{version}/promote")
def promote(name: str, version: int) -> None:
    """Make a version the live one."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE models SET live = :version WHERE name = :name"), {"version": version, "name": name})
