"""
Lets `python -m debtscan` do what `debtscan` does.
"""

from debtscan.cli.main import run

if __name__ == "__main__":
    run()
