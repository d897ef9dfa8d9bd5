"""Findings that a reviewer takes upon himself by name, under his signature; never the author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.approval import Decision
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.text import T, T_n
from editor_app.storage.queries import editions

if TYPE_CHECKING:
    from collections.abc import Collection

    from editor_app.domain.approval import Stage
    from editor_app.domain.edition import Manifest
    from editor_app.domain.identifiers import Digest
    from editor_app.storage.database import Snapshot

_SHORTEST_PREFIX = 6


def chosen(
    snapshot: Snapshot, manifest: Manifest, stage: Stage, said: tuple[Decision, Collection[str]]
) -> tuple[Digest, ...]:
    """The findings that this reviewer takes upon himself; at the last signature none may be left over.

    Args:
        snapshot: of the moment.
        manifest: of the edition.
        stage: that is signed.
        said: the decision, with digests of findings or their beginnings.

    Raises:
        Invalid: a name that fits no finding.
        Refused: the last stage is approved, and somebody must override more.
    """
    decision, names = said
    taken: set[Digest] = set()
    for named in names:
        fitting = [d for d in manifest.to_override if len(named) >= _SHORTEST_PREFIX and d.startswith(named.lower())]
        if len(fitting) != 1:
            raise Invalid(
                T("“{name}” is no finding of this edition that a reviewer overrides.", name=named[:20]),
                T("The edition shows its findings."),
            )
        taken.add(fitting[0])
    if decision is Decision.APPROVE and stage.ordinal == manifest.stages[-1].ordinal:
        _require_covered(snapshot, manifest, taken)
    return tuple(sorted(taken))


def _require_covered(snapshot: Snapshot, manifest: Manifest, taken: Collection[Digest]) -> None:
    earlier = {d for a in editions.approvals_of(snapshot, manifest.edition) for d in a.statement.overrides}
    left = [d for d in manifest.to_override if d not in earlier and d not in taken]
    if left:
        raise Refused(
            T_n(
                "{count} finding is left that a reviewer must override by name.",
                "{count} findings are left that a reviewer must override by name.",
                count=len(left),
            ),
            T("Override each of them (--override {digest}), or send the edition back.", digest=left[0][:12]),
        )
