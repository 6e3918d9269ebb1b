"""Files that customers sent: kept in a folder of the owner's, and opened with her programs.

The name is the sender's and means harm until proven otherwise: it may point elsewhere, be a device,
fill the line, or pretend to be a picture.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from mimetypes import MimeTypes
from pathlib import Path

from shopdesk.domain.errors import FileTrouble
from shopdesk.domain.plain import nfc
from shopdesk.words import _

LONGEST_NAME = 120
"""Characters of a file's name; and as many bytes as any file system takes."""
LONGEST_NAME_BYTES = 200
MOST_COPIES = 10_000
"""Files of one name in one folder."""

_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f\ud800-\udfff<>:\"/\\|?*]+"
)
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9\u00b9\u00b2\u00b3]|"
    r"lpt[0-9\u00b9\u00b2\u00b3])(?=\.|$)",
    re.IGNORECASE,
)
_RUN = """
action apk app appimage application appref-ms bash bat bin chm class cmd com command cpl crx csh deb
desktop dll dmg docm dotm elf exe fish gadget hta htm html inf ins iso jar jnlp js jse ksh lib link
lnk mht mhtml mjs msc msh msi msix msp mst osx out pif pkg pl pm pptm ps1 ps1xml ps2 psc1 psd1 psm1
py pyc pyo pyw pyz rb reg rpm run scf scpt scr sct service settingcontent-ms sh shb shs shtml slk
snap so svg svgz swf sys terminal timer tool url vb vbe vbs vhd vhdx webloc website wim workflow ws
wsc wsf wsh xbap xhtml xht xlam xll xlsm xltm xml xsl zsh
"""
"""Extensions whose files run something, or make the browser do so, when they are opened."""


def safe_name(filename: str, content_type: str = "") -> str:
    """A name for a folder of ours that says what the sender's said. Never empty, never a path."""
    name = _UNSAFE.sub("_", nfc(filename).replace("\\", "/").rpartition("/")[2])
    name = " ".join(name.split()).strip(". ").lstrip("-~")
    if not name.strip("_. "):
        name = f"attachment{_extension(content_type)}"
    if _DEVICES.match(name):
        name = f"_{name}"
    return _shortened(name)


def save(folder: Path, filename: str, content: bytes, content_type: str = "") -> Path:
    """Keep a file; returns where. Never over another one: `photo.jpg`, then `photo (2).jpg`.

    The folder is made when it is missing. Raises `FileTrouble`.
    """
    name = safe_name(filename, content_type)
    stem, extension = _parted(name)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for n in range(1, MOST_COPIES + 1):
            path = folder / (name if n == 1 else f"{stem} ({n}){extension}")
            if _written(path, content):
                return path
    except OSError as error:
        raise FileTrouble(f"{name}: {error.strerror or error}") from error
    raise FileTrouble(
        _("{file}: there are too many files of that name in {folder}").format(
            file=name, folder=folder
        )
    )


def _written(path: Path, content: bytes) -> bool:
    """Whether the file was new; half a file is not left behind."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        return False
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return True


def may_open(filename: str) -> bool:
    """Whether opening such a file shows it, rather than runs it."""
    # `photo.exe.` is `photo.exe` to Windows.
    parts = safe_name(filename).lower().split(".")
    return len(parts) > 1 and parts[-1].strip() not in _RUN.split()


def open_file(path: Path) -> None:
    """Show a saved file in the program that the system has for it.

    Raises `FileTrouble` for what would run something, and where there is no such program.
    """
    if not may_open(path.name):
        raise FileTrouble(
            _("{file} can run programs. It is saved, but not opened.").format(file=path.name)
        )
    _show(path)


def open_page(folder: Path, page: str) -> Path:
    """Keep a page that `MailReader.html` made and show it in the browser; returns where it lies.

    Raises `FileTrouble`.
    """
    path = save(folder, "mail.html", page.encode("utf-8"))
    _show(path)
    return path


def _show(path: Path) -> None:
    path = path.absolute()
    if not path.is_file():
        raise FileTrouble(_("{file} is not there any more.").format(file=path.name))
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606
        return
    program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if program is None:
        raise FileTrouble(
            _("There is no program here that opens files. It lies in {path}").format(path=path)
        )
    try:
        # Away from the terminal: what the program prints would run over the screen.
        subprocess.Popen(
            [program, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise FileTrouble(f"{path.name}: {error.strerror or error}") from error


def _extension(content_type: str) -> str:
    # `.jpg` and `.txt`, rather than the first in the alphabet.
    usual = {"image/jpeg": ".jpg", "text/plain": ".txt", "message/rfc822": ".eml"}
    return usual.get(content_type) or MimeTypes().guess_extension(content_type) or ""


def _parted(name: str) -> tuple[str, str]:
    """Stem and extension; an extension as long as a sentence is none."""
    stem, dot, extension = name.rpartition(".")
    return (stem, f".{extension}") if dot and stem and len(extension) <= 16 else (name, "")


def _shortened(name: str) -> str:
    stem, extension = _parted(name)
    stem = stem[: LONGEST_NAME - len(extension)]
    room = LONGEST_NAME_BYTES - len(extension.encode("utf-8"))
    while len(stem.encode("utf-8")) > room:
        stem = stem[:-1]
    return f"{stem.rstrip('. ')}{extension}"
