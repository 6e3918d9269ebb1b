"""Refresh tokens: in the system's keyring, or in a file of mode 0600 where there is none."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from shopdesk.adapters.child import WINDOWS
from shopdesk.adapters.profile.folder import OTHERS, private_folder, refused
from shopdesk.adapters.profile.whole_file import replace_file
from shopdesk.adapters.secrets.keeping import in_keyring, out_of_keyring
from shopdesk.domain.errors import SecretMissing
from shopdesk.words import _


class TokenKeeper:
    """Keeps one token a mailbox."""

    def __init__(self, file: str) -> None:
        """`file` is used only where there is no keyring."""
        self._file = Path(file)

    def load(self, address: str) -> str:
        """The token; empty when there is none. Raises `SecretMissing` for what cannot be read."""
        return self._in_file().get(address, "") or out_of_keyring(_entry(address))

    def keep(self, address: str, token: str) -> bool:
        """True: in the keyring; False: in the file. Raises `RecordsError`."""
        kept = self._in_file()
        if in_keyring(_entry(address), token):
            if kept.pop(address, None) is not None:
                self._write(kept)
            return True
        self._write({**kept, address: token})
        return False

    def _in_file(self) -> dict[str, str]:
        try:
            mode = stat.S_IMODE(self._file.stat().st_mode)
            if mode & OTHERS and not WINDOWS:
                raise SecretMissing(
                    _(
                        "The file {path} may be read by others (mode {mode}), so it was not used. "
                        "Close it with: chmod 600 {path}"
                    ).format(path=self._file, mode=f"{mode:o}")
                )
            told = json.loads(self._file.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise SecretMissing(
                _("The file {path} cannot be read. Delete it, and sign in again.").format(
                    path=self._file
                )
            ) from error
        pairs = told.items() if isinstance(told, dict) else ()
        return {k: v for k, v in pairs if isinstance(v, str)}

    def _write(self, kept: dict[str, str]) -> None:
        try:
            private_folder(self._file.parent)
            replace_file(self._file, json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8"))
        except OSError as error:
            raise refused(error, self._file) from error


def _entry(address: str) -> str:
    return f"oauth2:{address}"
