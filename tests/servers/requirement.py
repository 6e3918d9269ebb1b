"""What a test run without a mail server means: skipped tests, or failed ones where none may be."""

import os

import pytest

VARIABLE = "SHOPDESK_REQUIRE_SERVERS"


def require(lacking: str | None) -> None:
    """Skip the test for the reason given, if any; fail it when SHOPDESK_REQUIRE_SERVERS=1."""
    if lacking is None:
        return
    if os.environ.get(VARIABLE) == "1":
        pytest.fail(f"{lacking} ({VARIABLE}=1 makes this an error)", pytrace=False)
    pytest.skip(lacking)
