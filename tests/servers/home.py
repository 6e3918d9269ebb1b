"""A folder that a server's own system user may enter, wherever the test run keeps its files."""

import os
import shutil
import tempfile
from pathlib import Path

# Debian keeps servers where an ordinary user's PATH does not look.
_SEARCHED = os.pathsep.join([os.environ.get("PATH", ""), "/usr/local/sbin", "/usr/sbin"])


def new_home(name: str) -> Path:
    """Make an empty folder; short, since the path of a socket in it must stay below 108 bytes."""
    home = Path(tempfile.mkdtemp(prefix=f"shopdesk-{name}-"))
    # pytest's own folders are closed to every user but one
    home.chmod(0o755)
    return home


def hand_over(home: Path, user: str, group: str) -> None:
    """Make everything in `home` belong to a system user; needs root unless it does already."""
    for path in (home, *home.rglob("*")):
        shutil.chown(path, user, group)


def date_back(path: Path) -> None:
    """Make a file look old: Postfix waits a second or two before it reads one just written."""
    os.utime(path, (0, 0))


def program(name: str) -> str | None:
    """Return the path of a server program, or None when it is not installed."""
    return shutil.which(name, path=_SEARCHED)
