"""The `[screen]` and `[keys]` tables of the settings file, read and changed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from shopdesk.adapters.config.edit import TomlConfigFile
from shopdesk.adapters.config.file import load
from shopdesk.bootstrap.configuring import check_screen
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.shop.screen_settings import ScreenSettings

SHOP = """\
[shop]
name = "Lan's Shoes"
owner = "Lan"
zone = "Asia/Ho_Chi_Minh"
[[mailbox]]
address = "hello@lans-shoes.example"
imap = { host = "imap.lans-shoes.example" }
smtp = { host = "smtp.lans-shoes.example" }
"""


def read(folder: Path, text: str) -> ScreenSettings:
    """The file with these tables."""
    file = folder / "config.toml"
    file.write_text(SHOP + text, "utf-8")
    return load(file).screen


def refused(folder: Path, text: str) -> str:
    """What is said against them, by the file or by the screen."""
    with pytest.raises(ConfigError) as caught:
        read(folder, text)
        check_screen(load(folder / "config.toml"))
    return "\n".join(caught.value.problems)


def test_without_the_tables_all_is_as_usual(tmp_path: Path) -> None:
    assert read(tmp_path, "") == ScreenSettings("dark", {})


def test_a_theme_and_keys_are_taken_as_they_stand(tmp_path: Path) -> None:
    found = read(
        tmp_path, '[screen]\ntheme = " light "\n[keys]\nreply = "f2,r"\ntake-on = "plus"\n'
    )
    assert found == ScreenSettings("light", {"reply": "f2,r", "take-on": "plus"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[screen]\ntheme = 3\n", "screen.theme: found 3; allowed is a theme's name"),
        ('[screen]\ntheme = "[bold]"\n', 'there is no theme "[bold]"'),
        ('[screen]\ntheme = "../dark"\n', 'there is no theme "../dark"'),
        ('[screen]\nthema = "dark"\n', "did you mean `theme`"),
        ('[screen]\ncolour = "none"\n', "screen.colour: there is no such key"),
        ("[keys]\nreply = 5\n", "keys.reply: found 5"),
        ('[keys]\nreply = ["r"]\n', "keys.reply"),
        ('[keys]\nreply = ""\n', "keys.reply"),
        ('[keys]\nreply = "r,,f2"\n', "keys.reply"),
        ('[keys]\nreply = "hello"\n', "hello is no key"),
        ('[keys]\nreplay = "f2"\n', "did you mean `reply`"),
        ('[keys]\n"[red]" = "f2"\n', "there is no such command"),
        ('[keys]\nreply = "q"\n', "q is the key of `quit` there"),
        ('[keys]\nsend = "s"\n', "s is text there"),
        ('[keys]\nreply = "ctrl+i"\n', "a terminal sends ctrl+i as tab"),
        ('[keys]\nreply = "escape"\n', "keys.reply"),
    ],
)
def test_what_cannot_be_is_refused_by_its_name(tmp_path: Path, text: str, said: str) -> None:
    assert said in refused(tmp_path, text)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    said = refused(tmp_path, '[keys]\nreply = "q"\nsnooze = "nothing"\nsned = "f2"\n')
    assert {"keys.reply", "keys.snooze", "keys.sned"} <= set(re.findall(r"keys\.\w+", said))


def test_they_are_written_where_they_belong_and_back(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("# Lan's own words\n" + SHOP, "utf-8")
    TomlConfigFile(path).change({"screen.theme": "light", "keys.reply": "f2"})
    assert load(path).screen == ScreenSettings("light", {"reply": "f2"})
    assert path.read_text("utf-8").startswith("# Lan's own words\n")
    assert tomllib.loads(path.read_text("utf-8"))["keys"] == {"reply": "f2"}
