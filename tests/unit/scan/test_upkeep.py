"""
Workflows that only look after the repository itself.
"""

import pytest

from debtscan.safe.yaml import Mapping, load_all
from debtscan.scan.upkeep import is_upkeep


def jobs(text: str) -> Mapping:
    """
    Return the jobs of a workflow with one job of these steps, or of the whole text where it begins with jobs.
    """
    whole = text if text.startswith("jobs") else "jobs:\n  a:\n    steps:\n" + text
    document = load_all(whole).documents[0]
    assert isinstance(document, Mapping)
    return document.mapping("jobs")


@pytest.mark.parametrize(
    "steps",
    [
        "      - uses: actions/stale@v9\n",
        "      - uses: actions/checkout@v4\n      - uses: actions/labeler@v5\n",
        '      - run: |\n          TITLE=x\n          gh issue create --title "$TITLE" \\\n            --body y\n',
        "      - uses: actions/checkout@v4\n      - run: bash ops/create-issue.sh\n",
        "      - uses: actions/github-script@v7\n        with:\n          script: github.rest.issues.create({})\n",
        "jobs:\n  a:\n    uses: acme/flows/.github/workflows/stale.yml@v1\n",
        "      - run: echo hello\n      - uses: acme/auto-assign@v1\n",
    ],
)
def test_talk_with_issues_is_upkeep(steps: str) -> None:
    """
    By ready-made actions, by the command line, or by a script that says so.
    """
    assert is_upkeep(jobs(steps))


@pytest.mark.parametrize(
    "steps",
    [
        "      - uses: actions/checkout@v4\n",
        "      - uses: actions/stale@v9\n      - run: make deploy\n",
        "      - uses: docker/build-push-action@v6\n",
        "      - run: |\n          gh issue create\n          kubectl apply -f x.yaml\n",
        "      - uses: actions/github-script@v7\n        with:\n          script: console.log(1)\n",
        "      - run: python train.py\n",
        "jobs:\n  a:\n    uses: ./.github/workflows/stale.yml\n",
        "jobs:\n  a:\n    uses: acme/flows/.github/workflows/deploy.yml@v1\n",
        "jobs: {}\n",
    ],
)
def test_work_is_none(steps: str) -> None:
    """
    One step that builds or runs anything else is enough.
    """
    assert not is_upkeep(jobs(steps))
