#!/bin/sh
set -e
python3 /opt/ml/train.py --since yesterday
