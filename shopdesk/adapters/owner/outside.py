"""The owner's own programs and folders, as the screens use them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from shopdesk.domain.mail.message import Attachment


class OwnersPrograms:
    """Every method raises `FileTrouble` with a sentence."""

    def edit(self, text: str) -> str:
        """The text as the owner's editor leaves it; takes over the terminal."""
        from shopdesk.adapters.owner.editor import edited

        return edited(text, os.environ)

    def save(self, file: Attachment, content: bytes) -> Path:
        """Keep a customer's file in the folder for downloads; returns where it lies."""
        from shopdesk.adapters.owner.attachments import save

        return save(_downloads(), file.filename, content, file.content_type)

    def show(self, path: Path) -> None:
        """Open a saved file in the program that the system has for it."""
        from shopdesk.adapters.owner.attachments import open_file

        open_file(path)

    def browse(self, page: str) -> Path:
        """Show a page in the browser."""
        from shopdesk.adapters.owner.attachments import open_page

        folder = Path(tempfile.mkdtemp(prefix="shopdesk-page-"))
        return open_page(folder, page)


def _downloads() -> Path:
    import platformdirs

    folder = Path(platformdirs.user_downloads_dir())
    return folder if folder.is_dir() else Path.home()
