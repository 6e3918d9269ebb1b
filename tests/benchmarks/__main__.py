"""All measurements, or those that are named: `python -m tests.benchmarks [NAME …]`.

Each runs in a process of its own, one after the other. Those of a mailbox share one Dovecot, which
takes a few minutes to fill with 1,000, 10,000 and 100,000 mails; `--sizes 1000 10000` makes it
quicker. Without Dovecot they are passed over with a word.
"""

from __future__ import annotations

import argparse
import os
import pkgutil
import subprocess
import sys
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

from tests.benchmarks.place import IN_PLACE, SIZES, SIZES_IN, announced, missing, place
from tests.benchmarks.table import machine

OF_A_MAILBOX = ("start", "backfill", "delivered", "search")


def main() -> int:
    """Run them; 1 when one failed."""
    here = listed()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", metavar="NAME", nargs="*", help=", ".join(here))
    parser.add_argument("--list", action="store_true", help="only name them")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="of the mailboxes")
    call = parser.parse_args()
    if unknown := [name for name in call.names if name not in here]:
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(here)}")
    if call.list:
        for name, first in here.items():
            print(f"{name:<16}{first}")
        return 0
    os.environ[SIZES_IN] = " ".join(map(str, call.sizes))
    names = call.names or list(here)
    print(machine(), flush=True)
    needed = any(name in OF_A_MAILBOX for name in names) and not missing()
    with place() if needed else nullcontext() as made:
        if made is not None:
            os.environ[IN_PLACE] = announced(made)
        return max([_run(name) for name in names], default=0)


def listed() -> dict[str, str]:
    """Every measurement with its first sentence: what has a `main` is one."""
    found = {}
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name.startswith("__"):
            continue
        loaded = import_module(f"tests.benchmarks.{module.name}")
        if hasattr(loaded, "main") and module.name != "floor":
            found[module.name] = (loaded.__doc__ or "").partition("\n")[0]
    return found


def _run(name: str) -> int:
    print(f"\n== {name}", flush=True)
    done = subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"], check=False)
    return int(done.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
