"""`shopdesk completion`: what a shell needs to complete the commands, made from the parser."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from shopdesk.words import _


@dataclass(frozen=True, slots=True)
class Option:
    """A flag."""

    names: tuple[str, ...]
    """As in `--json`."""
    help: str
    """A sentence."""
    valued: bool
    """A value follows."""
    choices: tuple[str, ...]
    """The values, where they are known."""


@dataclass(frozen=True, slots=True)
class Level:
    """A command, and what may follow it."""

    path: tuple[str, ...]
    """Empty for the program itself."""
    help: str
    """A sentence."""
    commands: tuple[tuple[str, str], ...]
    """Names of the next level, each with a sentence."""
    words: tuple[str, ...]
    """Known words that may stand there."""
    options: tuple[Option, ...]
    """Its flags."""

    @property
    def key(self) -> str:
        """` orders list`."""
        return "".join(f" {word}" for word in self.path)


def completion_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk completion`."""
    parser.add_argument("shell", choices=sorted(SCRIPTS), help=_("for which shell"))


def run_completion(parser: argparse.ArgumentParser, shell: str) -> int:
    """Print the script; returns the exit code."""
    print(SCRIPTS[shell](list(levels(parser))), end="")
    return 0


def levels(
    parser: argparse.ArgumentParser, path: tuple[str, ...] = (), said: str = ""
) -> Iterator[Level]:
    """The program and every command of it."""
    commands: list[tuple[str, str]] = []
    words: list[str] = []
    options: list[Option] = []
    below: list[tuple[str, argparse.ArgumentParser, str]] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, inner in action.choices.items():
                commands.append((name, helps.get(name, "")))
                below.append((name, inner, helps.get(name, "")))
        elif action.option_strings:
            options.append(_option(action))
        else:
            words += map(str, action.choices or ())
    yield Level(path, said, tuple(commands), tuple(words), tuple(options))
    for name, inner, words_of in below:
        yield from levels(inner, (*path, name), words_of)


def _option(action: argparse.Action) -> Option:
    choices = tuple(map(str, action.choices or ()))
    return Option(tuple(action.option_strings), action.help or "", action.nargs != 0, choices)


def _bash(found: list[Level]) -> str:
    values = [
        f"    {'|'.join(_quoted(f'{level.key} {name}') for name in option.names)}) "
        f"offered={_quoted(' '.join(option.choices))} ;;"
        for level in found
        for option in level.options
        if option.valued
    ]
    return "\n".join(
        [
            "# shopdesk: completion for bash",
            "_shopdesk() {",
            '  local at="" word offered i cur="${COMP_WORDS[COMP_CWORD]}"',
            "  for ((i = 1; i < COMP_CWORD; i++)); do",
            '    word="${COMP_WORDS[i]}"',
            f'    case "$at $word" in {_paths(found)}) at="$at $word" ;; esac',
            "  done",
            '  case "$at ${COMP_WORDS[COMP_CWORD-1]}" in',
            *values,
            '    *) case "$at" in',
            *(
                f"      {_quoted(level.key)}) offered={_quoted(_offered(level))} ;;"
                for level in found
            ),
            "    esac ;;",
            "  esac",
            '  mapfile -t COMPREPLY < <(compgen -W "$offered" -- "$cur")',
            "}",
            "complete -o bashdefault -o default -F _shopdesk shopdesk",
            "",
        ]
    )


def _zsh(found: list[Level]) -> str:
    return "\n".join(
        [
            "#compdef shopdesk",
            "_shopdesk() {",
            '  local at="" word',
            "  local -a offered",
            "  for word in ${words[2,CURRENT-1]}; do",
            f'    case "$at $word" in {_paths(found)}) at="$at $word" ;; esac',
            "  done",
            '  case "$at" in',
            *(
                f"    {_quoted(level.key)}) offered=("
                + " ".join(
                    _quoted(f"{name}:{said}".replace("\n", " ")) for name, said in _said(level)
                )
                + ") ;;"
                for level in found
            ),
            "  esac",
            "  _describe shopdesk offered || _files",
            "}",
            "compdef _shopdesk shopdesk",
            "",
        ]
    )


def _fish(found: list[Level]) -> str:
    lines = [
        "# shopdesk: completion for fish",
        "function __shopdesk_at",
        '    set -l at ""',
        "    for word in (commandline -opc)[2..-1]",
        '        switch "$at $word"',
        "            case " + " ".join(_fished(level.key) for level in found if level.path),
        '                set at "$at $word"',
        "        end",
        "    end",
        '    test "$at" = "$argv[1]"',
        "end",
    ]
    for level in found:
        here = f"complete -c shopdesk -n {_fished(f'__shopdesk_at {_fished(level.key)}')}"
        lines += [f"{here} -f -a {name} -d {_fished(said)}" for name, said in level.commands]
        lines += [f"{here} -a {_fished(word)}" for word in level.words]
        for option in level.options:
            flags = " ".join(
                f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
                for name in option.names
            )
            value = f" -x -a {_fished(' '.join(option.choices))}" if option.choices else " -r"
            value = value if option.valued else ""
            lines.append(f"{here} {flags}{value} -d {_fished(option.help)}")
    return "\n".join([*lines, ""])


SCRIPTS = {"bash": _bash, "zsh": _zsh, "fish": _fish}


def _paths(found: list[Level]) -> str:
    return "|".join(_quoted(level.key) for level in found if level.path)


def _said(level: Level) -> list[tuple[str, str]]:
    flags = [(name, option.help) for option in level.options for name in option.names]
    return [*level.commands, *((word, "") for word in level.words), *flags]


def _offered(level: Level) -> str:
    return " ".join(name for name, _help in _said(level))


def _quoted(text: str) -> str:
    """For bash and zsh."""
    return "'" + text.replace("'", "'\\''") + "'"


def _fished(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ") + "'"
