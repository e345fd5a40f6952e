import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.scan.cron import normalise


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("0 3 * * *", "0 3 * * *"),
        ("@daily", "0 0 * * *"),
        ("@Hourly", "0 * * * *"),
        ("TZ=Asia/Tokyo 0 3 * * *", "0 3 * * *"),
        ("CRON_TZ=UTC @weekly", "0 0 * * 0"),
        ("H/15 * * * *", "*/15 * * * *"),
        ("H H(2-7) * * 1-5", "0 2 * * 1-5"),
        ("0 0 12 * * ?", "0 12 * * *"),
        ("0 0 0 ? * 2#1", "0 0 * * 1#1"),
        ("0 15 10 ? * MON-FRI 2030", "15 10 * * MON-FRI"),
        ("cron(0 12 ? * 2-6 *)", "0 12 * * 1-5"),
        ("rate(5 minutes)", "*/5 * * * *"),
        ("rate(1 day)", "0 0 */1 * *"),
        ("@every 2h", "0 */2 * * *"),
        ("every 24 hours", "0 0 */1 * *"),
        ("every 120 minutes", "0 */2 * * *"),
    ],
)
def test_each_dialect_becomes_five_plain_fields(written: str, plain: str) -> None:
    """
    Macros, zones, Jenkins, Quartz, AWS and "every" all end as plain cron.
    """
    assert normalise(written) == plain


@pytest.mark.parametrize(
    "written",
    [
        "",
        "* * *",
        "61 * * * *",
        "0 0 31 2 * * * *",
        "@reboot",
        "every 90 minutes",
        "every 40 days",
        "rate(0 minutes)",
        "soon",
    ],
)
def test_what_is_no_time_is_none(written: str) -> None:
    """
    What cron cannot say is not guessed.
    """
    assert normalise(written) is None


@given(st.text(max_size=60))
def test_any_text_is_judged(text: str) -> None:
    """
    No text makes the judgement fail, and what it gives it gives again.
    """
    plain = normalise(text)

    assert plain is None or normalise(plain) == plain
