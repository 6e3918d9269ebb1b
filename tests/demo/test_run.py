"""The demo's own settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopdesk.adapters.config.file import load
from shopdesk.bootstrap import Profile
from shopdesk.demo.run import _furnish, _now
from shopdesk.demo.servers import EmbeddedServers, MailStore


@pytest.mark.parametrize(
    ("system", "language"), [("vi_VN.UTF-8", "vi"), ("ru_RU.UTF-8", "ru"), ("C.UTF-8", "en")]
)
def test_it_speaks_the_language_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, language: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", system)
    profile = Profile(tmp_path / "profile")
    with EmbeddedServers(_now, store=MailStore()) as servers:
        _furnish(profile, servers)
    assert load(profile.config).shop.language == language
