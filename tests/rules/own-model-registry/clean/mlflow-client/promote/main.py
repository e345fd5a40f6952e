"""Promotes the best run."""

import mlflow

if __name__ == "__main__":
    mlflow.register_model("runs:/best/model", "ranking")
