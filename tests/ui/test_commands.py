"""What can be done on a screen, and by which keys."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from shopdesk.ui import commands
from shopdesk.ui.commands.command import Command
from shopdesk.ui.commands.places import EVERYWHERE, PLACES, Place
from shopdesk.ui.keyboard import every_layout
from shopdesk.ui.remapping import is_text

by_place = pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)


def all_commands() -> dict[str, list[Command]]:
    """Every command of every module, by id."""
    found: dict[str, list[Command]] = {}
    for module in pkgutil.iter_modules(commands.__path__):
        inside = vars(importlib.import_module(f"{commands.__name__}.{module.name}"))
        for thing in inside.values():
            if isinstance(thing, Command) and thing not in found.setdefault(thing.id, []):
                found[thing.id].append(thing)
    return found


def test_every_command_is_in_the_help() -> None:
    told = {command.id for place in PLACES for command in place.commands}
    assert all_commands().keys() - told == set()


def test_an_id_names_one_command() -> None:
    assert [name for name, found in all_commands().items() if len(found) > 1] == []


@by_place
def test_no_two_commands_of_a_screen_share_a_key(place: Place) -> None:
    owner: dict[str, str] = {}
    clashes = []
    for command in place.commands:
        for key in every_layout(command.keys).split(","):
            other = owner.setdefault(key, command.id)
            if other != command.id:
                clashes.append((key, other, command.id))
    assert clashes == []


@by_place
def test_no_command_takes_a_key_that_the_screen_needs(place: Place) -> None:
    fixed = {*EVERYWHERE, *("123456789" if place.digits else "")} - {"ctrl+q"}
    for command in place.commands:
        assert fixed.isdisjoint(command.keys.split(",")), command.id
        if place.typing:
            assert not any(map(is_text, command.keys.split(","))), command.id


@by_place
def test_every_command_has_a_key_that_an_input_method_lets_through(place: Place) -> None:
    for command in place.commands:
        keys = command.keys.split(",")
        assert any(len(key) > 1 or key.isdecimal() for key in keys), command.id


@by_place
def test_a_screen_offers_help_and_a_way_out(place: Place) -> None:
    ways = {command.keys.split(",")[0] for command in place.commands}
    assert ways & {"escape", "q"}
