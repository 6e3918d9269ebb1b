"""Shows one notification with plyer and ends; `desktop.py` starts it as a script.

Reads a JSON object with `title`, `message` and `app_name` from standard input. Exit code 1: this
machine cannot.
"""

from __future__ import annotations

import json
import sys


def main() -> int:
    """Show what standard input says; returns the exit code."""
    words = json.load(sys.stdin)
    try:
        from plyer import notification

        notification.notify(**words, timeout=3)
    # a platform's part is missing, has another form than plyer expects, or finds no server
    except (ImportError, NotImplementedError, OSError, AttributeError, TypeError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
