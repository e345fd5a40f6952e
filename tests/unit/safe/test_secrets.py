import pytest

from debtscan.safe.text import redact

R = "abcDEF0123ghiJKL4567mnoPQR89stuVWX"  # letters and digits, no secret of anybody


@pytest.mark.parametrize(
    "secret",
    [
        "AKIA" + "ABCD2345EFGH6789",
        "AIza" + (R + "x")[:35],
        "ya29." + R,
        "ghp_" + R + "ab",
        "github_pat_" + R,
        "glpat-" + R[:20],
        "xoxb-" + "123456789012-abcdefABCDEF",
        "hooks.slack.com/services/" + "T0000/B0000/" + R[:24],
        "discord.com/api/webhooks/" + "123456789012345678/" + R,
        "sk_live_" + R[:24],
        "whsec_" + R[:32],
        "sk-" + R,
        "sk-ant-" + R,
        "hf_" + R,
        "npm_" + R + "ab",
        "pypi-" + R + R,
        "dckr_pat_" + R[:27],
        "dop_v1_" + "0123456789abcdef" * 4,
        "SG." + R[:22] + "." + R + "abcdefghi",
        "dapi" + "0123456789abcdef" * 2,
        "glsa_" + R,
        "hvs." + R,
        "123456789:AA" + R[:33],
        "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxIn0." + R,
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
    ],
    ids=lambda secret: secret[:12],
)
@pytest.mark.parametrize("frame", ["{}", "value: {}", 'key = "{}"', "curl -H 'X: {}'", "fixed the leak of {} today"])
def test_tokens_of_known_shape_are_masked(secret: str, frame: str) -> None:
    """
    A token is masked wherever it stands, without a key that gives it away.
    """
    shown = redact(frame.format(secret))

    assert "[redacted]" in shown
    assert secret not in shown
    assert not any(part in shown for part in (secret[6:], secret[-12:]))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgres://app:hunter22@db:5432/x", "postgres://app:[redacted]@db:5432/x"),
        ("Authorization: Bearer abcdef123456ghi", "Authorization: Bearer [redacted]"),
        ('DB_PASSWORD="hunter22"', 'DB_PASSWORD="[redacted]"'),
        ("db_password: hunter22", "db_password: [redacted]"),
        ("  'api-key' : 's3cret-thing!'", "  'api-key' : '[redacted]'"),
        ("export CLIENT_SECRET=hunter22 && run", "export CLIENT_SECRET=[redacted] && run"),
        ("AccountKey=abc123def456==;Endpoint=x", "AccountKey=[redacted];Endpoint=x"),
        ('token := "hunter22x"', 'token := "[redacted]"'),
        ("ENV AWS_SECRET_ACCESS_KEY hunter", "ENV AWS_SECRET_ACCESS_KEY hunter"),
        (f"blob: {R}", "blob: [redacted]"),
    ],
)
def test_values_of_secret_keys_are_masked(text: str, shown: str) -> None:
    """
    The value goes, the key and what stands around it stay.
    """
    assert redact(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "password: ${DB_PASSWORD}",
        "password: {{ .Values.password }}",
        "token = os.environ['TOKEN']",
        "secretName: scorer-credentials",
        "secretKeyRef: {name: scorer, key: token}",
        "password = var.db_password",
        "token: str = None",
        "api_key=get_key(name)",
        "image: example.com/a/b@sha256:" + "0123456789abcdef" * 4,
        "commit 0123456789abcdef0123456789abcdef01234567",
        '"integrity": "sha512-' + R * 2 + '=="',
        "postgres://$USER:$PASSWORD@db/x",
        "apiVersion: serving.kserve.io/v1beta1",
        "RunService_RetryRunV1_FullMethodName",
        "max_tokens: 4096",
        "schedule: '*/5 * * * *'",
    ],
)
def test_references_and_plain_text_stay(text: str) -> None:
    """
    What only says where a secret is, digests and names are left alone.
    """
    assert redact(text) == text


def test_redacting_twice_changes_nothing() -> None:
    """
    A mask is no secret.
    """
    once = redact('password = "hunter22"')

    assert redact(once) == once


def test_long_hostile_text_is_done_at_once() -> None:
    """
    A hundred thousand characters made to confuse the patterns are no trouble.
    """
    for part in ("password", "a.", "eyJ", "-----BEGIN ", "://:", "AKIA", "Bearer ", "key-_"):
        assert len(redact(part * 10_000)) > 0
