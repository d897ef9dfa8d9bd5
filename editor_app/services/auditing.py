"""Looking a whole workspace over: the chain of the log, every signature, and each row beside its line of the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.progress import silent, within
from editor_app.domain.text import T
from editor_app.services import vouching
from editor_app.storage import audit, heads, row_proofs, soundness

if TYPE_CHECKING:
    from editor_app.domain.progress import Progress
    from editor_app.services.desk import Desk
    from editor_app.storage.database import Snapshot
    from editor_app.storage.row_proofs import Unproven

_CHAIN, _SIGNATURES = 0.3, 0.6
"""How far the look is after the chain and after the signatures."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a look over a workspace found."""

    lines: int
    head: str
    first_altered: int | None
    """The first line of the log that doesn't follow."""
    rewritten: tuple[int, int] | None
    """Between which lines the log was written anew as a whole."""
    altered_guards: tuple[str, ...]
    unproven: tuple[Unproven, ...]
    """Rows and signatures that the log doesn't bear out; looked at only when every line follows."""

    @property
    def is_valid(self) -> bool:
        """Whether nothing is wrong."""
        broken = self.first_altered is not None or self.rewritten is not None
        return not broken and not self.altered_guards and not self.unproven


def verify(desk: Desk, progress: Progress = silent) -> Verification:
    """Check everything that could have been forged, past every embargo; no content is told.

    Args:
        desk: whose workspace.
        progress: told how far the look is.
    """
    with desk.for_reader(None).database.read() as snapshot:
        return verification(snapshot, progress)


def verification(snapshot: Snapshot, progress: Progress = silent) -> Verification:
    """The same within a snapshot."""
    progress(0.0, T("The audit log is checked"))
    lines, head = audit.head(snapshot)
    broken = audit.first_altered(snapshot)
    rewritten = heads.rewritten(snapshot) if broken is None else None
    guards = tuple(soundness.altered_guards(snapshot))
    found: list[Unproven] = []
    if broken is None and rewritten is None:
        progress(_CHAIN, T("Every signature is checked"))
        found += vouching.unproven(snapshot)
        found += row_proofs.unproven(snapshot, within(progress, _SIGNATURES, 1.0))
    return Verification(lines, head, broken, rewritten, guards, tuple(found))
