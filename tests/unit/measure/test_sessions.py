from debtscan.measure.sessions import session_hours

MINUTE = 60


def test_gaps_within_a_session_count_and_longer_ones_are_a_new_start() -> None:
    """
    The example of git-hours: half an hour between the first two, two hours before the third.
    """
    assert session_hours([[0, 300 * MINUTE, 30 * MINUTE]]) == 2.5


def test_everybody_is_counted_alone_and_one_commit_is_no_work() -> None:
    """
    Two people at the same time are two people.
    """
    assert session_hours([[0, 60 * MINUTE], [0, 60 * MINUTE], [0], []]) == 2
