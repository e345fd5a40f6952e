"""Trains the ranking model."""

import lightgbm
import wandb

if __name__ == "__main__":
    wandb.init(project="ranking")
    booster = lightgbm.train({"objective": "binary"}, lightgbm.Dataset("train.csv"))
    wandb.log({"trees": booster.num_trees()})
