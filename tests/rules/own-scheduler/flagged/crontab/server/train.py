"""Trains the ranking model."""

import lightgbm

if __name__ == "__main__":
    lightgbm.train({}, lightgbm.Dataset("data.csv"))
