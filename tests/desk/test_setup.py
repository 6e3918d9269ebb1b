"""Setting up: what is asked is what is written, and what was there stays."""

from __future__ import annotations

import stat
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from shopdesk.adapters.config.edit import TomlConfigFile
from shopdesk.adapters.config.file import load
from shopdesk.adapters.discovery import NetworkDiscovery
from shopdesk.adapters.locality import SystemLocality
from shopdesk.adapters.oauth.consent import ProviderConsent
from shopdesk.adapters.ringing.desktop import DesktopNotifier
from shopdesk.adapters.secrets.vault import SystemVault
from shopdesk.adapters.trial import SignInTrial
from shopdesk.desk.setup.setup import Outside, Secret, Setup
from shopdesk.domain.errors import ConfigError, RecordsError, SecretMissing
from shopdesk.domain.shop.settings import Auth, PasswordFrom
from shopdesk.domain.shop.setup import Draft, Step, after, before, step_of, steps
from tests.adapters.test_secrets import MemoryKeyring

LAN, JANE = "lan@gmail.com", "jane@web.de"
OWNERS = """\
# my own words
[shop]
name = "Lan's Shoes"   # as customers know it
owner = "Lan"
zone = "Asia/Ho_Chi_Minh"

[[mailbox]]  # the first
address = "lan@gmail.com"
folders = ["INBOX", "Orders"]
imap = { host = "imap.gmail.com" }
smtp = { host = "smtp.gmail.com" }

[hours]
mon = ["09:00-12:00"]
sat = ["10:00-11:00"]
holidays = "VN"

[targets]
pre_sale = "3 min"
order = "20 min"
delivery = "25 min"
"""


class Ring(MemoryKeyring):
    """One that can forget."""

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    """A keyring that works."""
    before, made = keyring.get_keyring(), Ring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def no_ring(ring: MemoryKeyring) -> None:
    """None."""
    del ring
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]


def setup_in(folder: Path, language: str = "vi_VN.UTF-8") -> Setup:
    """The real one, without a network."""
    return Setup(
        Outside(
            config=TomlConfigFile(folder / "config.toml"),
            discovery=NetworkDiscovery(limit_s=0.3, name_servers=(("127.0.0.1", 9),)),
            trial=SignInTrial(),
            vault=SystemVault(),
            consent=ProviderConsent,
            locality=SystemLocality({"LANG": language}),
            notifier=DesktopNotifier(),
        )
    )


def shop(draft: Draft) -> Draft:
    return replace(draft, name="Lan's Shoes", owner="Lan", zone="Asia/Ho_Chi_Minh")


def test_everything_is_written_at_the_end(tmp_path: Path, ring: MemoryKeyring) -> None:
    folder = tmp_path / "profile"
    setup = setup_in(folder)
    assert (setup.began.language, setup.began.country, setup.began.currency) == ("vi", "VN", "VND")
    draft = shop(setup.find(setup.began, " Lan+x@Gmail.COM "))
    draft = replace(
        draft,
        days="six",
        spans=("09:00-12:00", "13:00-18:00"),
        targets={**draft.targets, "urgent": "4 min"},
    )
    assert setup.problems(draft, Step.SHOP) == ()
    assert not folder.exists()
    settings = setup.save(draft, Secret("open sesame"))
    assert settings == load(folder / "config.toml")
    assert ring.kept == {("shopdesk", "Lan+x@gmail.com"): "open sesame"}
    written = tomllib.loads((folder / "config.toml").read_text("utf-8"))
    assert written["mailbox"] == [
        {
            "address": "Lan+x@gmail.com",
            "imap": {"host": "imap.gmail.com", "user": "Lan@gmail.com"},
            "smtp": {"host": "smtp.gmail.com", "user": "Lan@gmail.com"},
        }
    ]
    assert written["targets"] == {"pre_sale": "4 min", "complaint": "4 min"}
    assert set(written["hours"]) == {"mon", "tue", "wed", "thu", "fri", "sat"}


def test_run_again_without_a_change_nothing_changes(tmp_path: Path, ring: MemoryKeyring) -> None:
    del ring
    file = tmp_path / "config.toml"
    file.write_text(OWNERS)
    setup = setup_in(tmp_path)
    assert setup.again
    draft = setup.find(setup.began, LAN)
    assert (draft.name, draft.days, draft.targets["usual"]) == ("Lan's Shoes", "kept", "20 min")
    # what this computer would propose is only taken where the settings say nothing
    draft = replace(draft, country="", currency="", language="en")
    assert {k: v for k, v in setup.changes(draft).items() if v} == {("shop", "language"): "en"}
    setup.save(replace(setup.find(setup.began, LAN), country="", currency=""), Secret())
    assert file.read_text().replace('language = "vi"\n', "") == OWNERS


def test_what_is_changed_is_changed_alone(tmp_path: Path, ring: MemoryKeyring) -> None:
    del ring
    file = tmp_path / "config.toml"
    file.write_text(OWNERS)
    setup = setup_in(tmp_path)
    draft = setup.find(setup.began, LAN)
    assert draft.imap is not None
    draft = replace(
        draft,
        imap=replace(draft.imap, host="imap.elsewhere.test", port=1993),
        targets={**draft.targets, "usual": "30 min"},
    )
    setup.save(draft, Secret())
    written = file.read_text()
    assert "# my own words" in written and "# as customers know it" in written
    values = tomllib.loads(written)
    assert values["mailbox"][0]["folders"] == ["INBOX", "Orders"]
    assert values["mailbox"][0]["imap"] == {"host": "imap.elsewhere.test", "port": 1993}
    assert values["targets"] == {
        "pre_sale": "3 min",
        "order": "30 min",
        "delivery": "30 min",
        "return": "30 min",
    }
    assert values["hours"]["holidays"] == "VN"
    assert file.with_name("config.toml.bak").read_text() == OWNERS


def test_a_second_mailbox_comes_behind_the_first(tmp_path: Path, ring: MemoryKeyring) -> None:
    file = tmp_path / "config.toml"
    file.write_text(OWNERS)
    setup = setup_in(tmp_path)
    draft = setup.find(setup.began, JANE)
    settings = setup.save(draft, Secret("abc"))
    assert [box.address for box in settings.mailboxes] == [LAN, JANE]
    assert settings.mailboxes[1].imap.user == "jane"
    assert ring.kept == {("shopdesk", JANE): "abc"}
    assert "# the first" in file.read_text()
    third = setup.find(setup.began, "mai@yandex.ru")
    assert setup.addresses == (LAN, JANE)
    assert len(setup.save(third, Secret("x")).mailboxes) == 3


def test_without_a_keyring_a_file_is_proposed(tmp_path: Path, no_ring: None) -> None:
    del no_ring
    setup = setup_in(tmp_path / "profile")
    draft = shop(setup.find(setup.began, LAN))
    assert (draft.place, draft.where) == (PasswordFrom.FILE, f"passwords/{LAN}")
    settings = setup.save(draft, Secret("đổi giày"))
    kept = Path(settings.mailboxes[0].password.value)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert setup.outside.vault.secret(settings.mailboxes[0])() == "đổi giày"


def test_a_keyring_that_takes_nothing_leaves_no_settings(
    tmp_path: Path, ring: MemoryKeyring
) -> None:
    setup = setup_in(tmp_path / "profile")
    draft = replace(shop(setup.find(setup.began, LAN)), place=PasswordFrom.KEYRING)
    ring.set_password = lambda *words: None  # type: ignore[method-assign]
    with pytest.raises(SecretMissing, match="did not take"):
        setup.save(draft, Secret("abc"))
    assert not (tmp_path / "profile" / "config.toml").exists()


def test_settings_that_cannot_be_written_leave_no_password(
    tmp_path: Path, ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring.kept["shopdesk", LAN] = "before"
    setup = setup_in(tmp_path)

    def full(*words: object, **more: object) -> None:
        raise RecordsError("There is no room left on the disk.")

    monkeypatch.setattr(setup.outside.config, "replace", full)
    with pytest.raises(RecordsError):
        setup.save(shop(setup.find(setup.began, LAN)), Secret("after"))
    assert ring.kept == {("shopdesk", LAN): "before"}
    with pytest.raises(RecordsError):
        setup.save(shop(setup.find(setup.began, JANE)), Secret("after"))
    assert ring.kept == {("shopdesk", LAN): "before"}


def test_a_mistake_is_told_where_it_was_made(tmp_path: Path, ring: MemoryKeyring) -> None:
    del ring
    setup = setup_in(tmp_path)
    draft = replace(
        shop(setup.find(setup.began, LAN)),
        zone="Mars",
        days="weekdays",
        spans=("late",),
        targets={"urgent": "soon"},
        ca_file="/nowhere.pem",
    )
    told = {step: setup.problems(draft, step) for step in Step}
    assert [len(told[s]) for s in (Step.SERVERS, Step.SHOP, Step.TARGETS)] == [1, 1, 2]
    assert len(told[Step.HOURS]) == 5
    assert told[Step.SIGN_IN] == ()
    with pytest.raises(ConfigError):
        setup.save(draft, Secret("x"))
    assert not (tmp_path / "config.toml").exists()


def test_tokens_need_to_know_who_we_are(tmp_path: Path, ring: MemoryKeyring) -> None:
    del ring
    setup = setup_in(tmp_path)
    draft = shop(setup.find(setup.began, "lan@outlook.com"))
    assert draft.auth is Auth.OAUTH2
    (problem,) = setup.problems(draft, Step.SIGN_IN)
    assert "[oauth.microsoft]" in problem
    box = setup.box(replace(draft, client_id="abc"))
    assert box.oauth is not None
    assert (box.oauth.client_id, box.imap.auth, box.smtp.auth) == ("abc", "oauth2", "oauth2")


def test_only_the_shop(tmp_path: Path, ring: MemoryKeyring) -> None:
    del ring
    file = tmp_path / "config.toml"
    file.write_text(OWNERS)
    setup = setup_in(tmp_path)
    draft = replace(setup.began, owner="Mai")
    assert Step.SIGN_IN not in steps(draft)
    assert setup.save(draft, Secret()).shop.owner == "Mai"
    assert "# the first" in file.read_text()


def test_the_way_there_and_back() -> None:
    draft = Draft()
    assert after(Step.ADDRESS, draft) is Step.SHOP
    assert before(Step.SHOP, draft) is Step.ADDRESS
    assert before(Step.ADDRESS, draft) is Step.ADDRESS
    assert after(Step.DONE, draft) is Step.DONE


@pytest.mark.parametrize(
    ("problem", "step"),
    [
        ("mailbox[0].imap.host: found", Step.SERVERS),
        ("mailbox[12].auth: x", Step.SIGN_IN),
        ("oauth.google.client_id: is missing", Step.SIGN_IN),
        ("hours.mon[0]: found", Step.HOURS),
        ("targets.pre_sale: found", Step.TARGETS),
        ("shop.zone: found", Step.SHOP),
        ("config.toml, line 1: this is not TOML", Step.SHOP),
    ],
)
def test_where_a_mistake_is_mended(problem: str, step: Step) -> None:
    assert step_of(problem) is step


def test_a_secret_is_not_shown() -> None:
    assert "abc" not in repr(Secret("abc"))
