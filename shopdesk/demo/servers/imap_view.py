"""What one connection knows of its selected folder, and what it has yet to be told.

Sequence numbers are this connection's own: a message that another connection expunged keeps
its number here until the expunge may be told (RFC 3501, 5.5).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container

from shopdesk.demo.servers.imap_parse import BadSyntax, SequenceSet
from shopdesk.demo.servers.mailfolder import Folder, StoredMessage


class FolderGone(Exception):
    """The selected folder was deleted or has another UIDVALIDITY: the connection must end."""


class MailboxView:
    """The selected folder through the eyes of one connection."""

    def __init__(self, folder: Folder, *, read_only: bool) -> None:
        self.folder = folder
        self.read_only = read_only
        state = folder.state()
        self.opened = state
        """The folder as it was when it was selected."""
        self.uids = list(state.messages)
        """UID of each sequence number, from 1 on."""
        self._told = {uid: message.modseq for uid, message in state.messages.items()}
        self._modseq = state.modseq
        self._owes_expunges = False

    def number_of(self, uid: int) -> int:
        """Return the sequence number of a UID that is in the view."""
        return bisect_left(self.uids, uid) + 1

    def resolve(self, numbers: SequenceSet, *, by_uid: bool) -> list[tuple[int, int]]:
        """Return (sequence number, UID) of the messages meant, ascending, each once.

        Raises:
            BadSyntax: A sequence number is beyond the last message.
        """
        if not by_uid and self.uids and numbers.largest_number() > len(self.uids):
            raise BadSyntax("no message of that number")
        star = len(self.uids)
        if by_uid:
            star = self.uids[-1] if self.uids else 0
        chosen: set[int] = set()
        for low, high in numbers.spans(star):
            if by_uid:
                chosen.update(range(bisect_left(self.uids, low), bisect_right(self.uids, high)))
            else:
                chosen.update(range(max(low, 1) - 1, min(high, len(self.uids))))
        return [(index + 1, self.uids[index]) for index in sorted(chosen)]

    def knows(self, message: StoredMessage) -> bool:
        """Tell whether the client was told of the message's latest change."""
        return self._told.get(message.uid) == message.modseq

    def told(self, message: StoredMessage) -> None:
        """Note that the client has just been given the message's flags."""
        self._told[message.uid] = message.modseq

    def updates(self, *, expunges: bool, with_modseq: bool) -> list[bytes]:
        """Return the untagged responses that bring the client up to date.

        Args:
            expunges: Expunges may be told now; otherwise they wait.
            with_modseq: The client asked for change numbers.

        Raises:
            FolderGone: There is nothing left to be up to date with.
        """
        if self.folder.gone:
            raise FolderGone
        if self.folder.modseq() == self._modseq and not (expunges and self._owes_expunges):
            return []
        state = self.folder.state()
        present = state.messages
        self._modseq = state.modseq
        lines = self._expunged(present) if expunges else []
        self._owes_expunges = not expunges
        arrived = [uid for uid in present if uid not in self._told]
        changed = [message for uid, message in present.items() if self._is_stale(message)]
        if arrived:
            self.uids.extend(arrived)
            self._told.update((uid, present[uid].modseq) for uid in arrived)
            lines.append(b"* %d EXISTS" % len(self.uids))
        for message in changed:
            self.told(message)
            lines.append(self.flags_update(message, with_modseq=with_modseq))
        return lines

    def flags_update(self, message: StoredMessage, *, with_modseq: bool) -> bytes:
        """Return the untagged FETCH that tells a message's flags."""
        items = b"UID %d FLAGS %b" % (message.uid, flag_list(message.flags))
        if with_modseq:
            items += b" MODSEQ (%d)" % message.modseq
        return b"* %d FETCH (%b)" % (self.number_of(message.uid), items)

    def _is_stale(self, message: StoredMessage) -> bool:
        return message.uid in self._told and not self.knows(message)

    def _expunged(self, present: Container[int]) -> list[bytes]:
        lines: list[bytes] = []
        for index in range(len(self.uids) - 1, -1, -1):
            if self.uids[index] not in present:
                del self._told[self.uids[index]]
                del self.uids[index]
                lines.append(b"* %d EXPUNGE" % (index + 1))
        return lines


def flag_list(flags: frozenset[str]) -> bytes:
    """Write flags in parentheses, in a fixed order."""
    return b"(" + " ".join(sorted(flags)).encode("ascii") + b")"
