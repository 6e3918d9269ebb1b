"""The profile's folder and files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.adapters.profile.folder import private_file, private_folder
from shopdesk.domain.errors import ConfigError, RecordsError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no file modes")


@pytest.fixture(params=[0o000, 0o022, 0o277])
def umask(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[int]:
    """The process's umask, from careless to overcareful; `tmp_path` is made before it."""
    assert tmp_path.is_dir()
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    """The permission bits."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("umask")
def test_a_new_folder_is_the_owner_s_alone(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    private_folder(folder)
    private_folder(folder)
    assert mode(folder) == 0o700


def test_missing_parents_are_made(tmp_path: Path) -> None:
    folder = tmp_path / "share" / "shopdesk" / "shop"
    private_folder(folder)
    assert mode(folder) == 0o700


def test_an_open_folder_is_tightened(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    folder.chmod(0o755)
    private_folder(folder)
    assert mode(folder) == 0o700


def test_a_shared_folder_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    with pytest.raises(ConfigError, match="shared"):
        private_folder(shared)
    assert mode(shared) == 0o1777 & 0o7777


def test_the_home_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(ConfigError):
        private_folder(tmp_path)
    assert mode(tmp_path) == 0o755


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "shop").touch()
    with pytest.raises(RecordsError, match="shop"):
        private_folder(tmp_path / "shop")


@pytest.mark.usefixtures("umask")
def test_a_new_file_is_the_owner_s_alone(tmp_path: Path) -> None:
    private_file(tmp_path / "file")
    assert mode(tmp_path / "file") == 0o600


def test_a_file_and_its_companions_are_tightened_and_keep_what_they_hold(tmp_path: Path) -> None:
    names = ("file", "file-wal", "file-shm")
    for name in names:
        (tmp_path / name).write_text("words")
        (tmp_path / name).chmod(0o644)
    private_file(tmp_path / "file")
    assert {mode(tmp_path / name) for name in names} == {0o600}
    assert {(tmp_path / name).read_text() for name in names} == {"words"}


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()
    with pytest.raises(RecordsError, match="file"):
        private_file(tmp_path / "file")
