"""The queue as rows of one table, grown page by page; apart because 100,000 are never looks at once."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from editor_app.domain.delivery import OUT, DeliveryState
from editor_app.domain.identifiers import grouped
from editor_app.ui import badges
from editor_app.ui.i18n import joined, tr, tr_n
from editor_app.ui.views.queue import words
from editor_app.ui.views.queue.grouping import Grouping
from editor_app.ui.views.queue.loading import joined_groups
from editor_app.ui.widgets.tables import LOOK, DeliveryLook, GroupLook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.storage.queries.queue_rows import DeliveryRow
    from editor_app.ui.views.queue.grouping import Group
    from editor_app.ui.views.queue.loading import Page
    from editor_app.ui.views.queue.words import OfficeTime
    from editor_app.ui.widgets.tables import Look

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_SETTLED: Final = frozenset({
    DeliveryState.VERIFIED, DeliveryState.CANCELLED, DeliveryState.VOID, DeliveryState.EXPIRED, DeliveryState.WITHDRAWN,
})  # fmt: skip


class QueueModel(QAbstractListModel):
    """Heads of editions and their deliveries; `wanted` asks for the page that follows."""

    wanted = Signal(object)  # the position after which the page begins: larger than Qt's int may be

    def __init__(self, office: Callable[[], OfficeTime], tiles: Mapping[str, str]) -> None:
        super().__init__()
        self._office = office
        self._tiles = tiles
        self._groups: list[Group] = []
        self._starts: list[int] = []  # the line of each group's head
        self._count = 0
        self._before: int | None = None
        self._asked: int | None = None
        self._open: dict[str, bool] = {}

    # What the view asks

    @property
    def loaded(self) -> int:
        """How many deliveries were read so far."""
        return sum(len(group.rows) for group in self._groups)

    def delivery(self, line: int) -> DeliveryRow | None:
        """The delivery on that line; None = a head."""
        if not 0 <= line < self._count:
            return None
        group, place = self._at(line)
        return group.rows[place - 1] if place else None

    def group(self, line: int) -> Group:
        """The group of that line."""
        return self._at(line)[0]

    def line_of(self, delivery: DeliveryId) -> int | None:
        """Where a delivery stands; None = it is folded away or not read yet."""
        for start, group in zip(self._starts, self._groups, strict=True):
            for place, row in enumerate(group.rows, 1):
                if row.id == delivery:
                    return start + place if self._is_open(group) else None
        return None

    def tall_rows(self) -> list[int]:
        """The lines of the heads, for the table."""
        return self._starts

    # What the view tells

    def show(self, page: Page) -> None:
        """Show these editions; in place where only states changed, so that nothing jumps."""
        self._before, self._asked = page.before, None
        for place, group in enumerate(page.groups):
            self._open.setdefault(group.key, place == 0 or not _is_settled(group))
        if _shape(self._groups) == _shape(page.groups):
            self._groups = list(page.groups)
            if self._count:
                self.dataChanged.emit(self.index(0), self.index(self._count - 1))
            return
        self.beginResetModel()
        self._groups = list(page.groups)
        self._count_lines()
        self.endResetModel()

    def add(self, page: Page) -> None:
        """Show the page that was asked for below the others."""
        if self._asked is None:
            return  # the queue was read anew since
        self._before, self._asked = page.before, None
        for group in page.groups:
            self._open.setdefault(group.key, not _is_settled(group))
        joined = joined_groups(self._groups, page.groups)
        more = sum(self._height(group) for group in joined) - self._count
        if more:
            self.beginInsertRows(_NOWHERE, self._count, self._count + more - 1)
        self._groups = joined
        self._count_lines()
        if more:
            self.endInsertRows()

    def put_first(self, groups: Sequence[Group]) -> None:
        """Put editions above the others that were queued since; those known already stay as they are."""
        known = {group.key for group in self._groups}
        fresh = [group for group in groups if group.key not in known and group.kind is Grouping.EDITION]
        if not fresh:
            return
        for group in fresh:
            self._open.setdefault(group.key, not _is_settled(group))
        self.beginInsertRows(_NOWHERE, 0, sum(self._height(group) for group in fresh) - 1)
        self._groups[:0] = fresh
        self._count_lines()
        self.endInsertRows()

    def renew(self, rows: Sequence[DeliveryRow]) -> None:
        """Show these deliveries as they are now, in their places; unknown ones are left out."""
        newer = {row.id: row for row in rows}
        for place, group in enumerate(self._groups):
            if any(row.id in newer for row in group.rows):
                kept = tuple(newer.get(row.id, row) for row in group.rows)
                states = group.states
                if len(states) == len(kept):
                    states = tuple(row.state for row in kept)
                self._groups[place] = replace(group, rows=kept, states=states)
                start = self._starts[place]
                self.dataChanged.emit(self.index(start), self.index(start + self._height(group) - 1))

    def toggle(self, line: int) -> None:
        """Fold or unfold the edition whose head is on that line."""
        self.set_open(line, open_=not self._is_open(self.group(line)))

    def set_open(self, line: int, *, open_: bool) -> None:
        """Fold or unfold the edition of that line."""
        group, place = self._at(line)
        head = line - place
        if self._is_open(group) == open_ or not group.rows:
            return
        first, last = head + 1, head + len(group.rows)
        if open_:
            self.beginInsertRows(_NOWHERE, first, last)
        else:
            self.beginRemoveRows(_NOWHERE, first, last)
        self._open[group.key] = open_
        self._count_lines()
        if open_:
            self.endInsertRows()
        else:
            self.endRemoveRows()
        self.dataChanged.emit(self.index(head), self.index(head))

    # What Qt asks

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only deliveries are chosen; a head is walked over and folded."""
        if 0 <= index.row() < self._count and self._at(index.row())[1] == 0:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._before is not None and self._asked is None

    @override
    def fetchMore(self, parent: Index) -> None:
        if self._before is not None and self._asked is None:
            self._asked = self._before
            self.wanted.emit(self._before)

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not 0 <= index.row() < self._count:
            return None
        if role == LOOK:
            return self._look(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _spoken(self._look(index.row()))
        return None

    # Lines

    def _at(self, line: int) -> tuple[Group, int]:
        place = bisect_right(self._starts, line) - 1
        return self._groups[place], line - self._starts[place]

    def _is_open(self, group: Group) -> bool:
        return self._open.get(group.key, True)

    def _height(self, group: Group) -> int:
        return 1 + (len(group.rows) if self._is_open(group) else 0)

    def _count_lines(self) -> None:
        self._starts, count = [], 0
        for group in self._groups:
            self._starts.append(count)
            count += self._height(group)
        self._count = count

    def _look(self, line: int) -> Look:
        group, place = self._at(line)
        office = self._office()
        if not place:
            tile = self._tiles.get(group.rows[0].platform, "?")
            return _head(group, office, tile, is_open=self._is_open(group))
        return self._delivery_look(group, place, office)

    def _delivery_look(self, group: Group, place: int, office: OfficeTime) -> DeliveryLook:
        row, is_edition = group.rows[place - 1], group.kind is Grouping.EDITION
        is_wrong = row.verdict is not None and row.verdict not in words.PROVEN and row.state in OUT
        note, tile = words.note(row, office), self._tiles.get(row.platform, "?")
        return DeliveryLook(
            tile="" if group.kind is Grouping.ACCOUNT else tile,
            account=row.account_name if is_edition else row.title,
            state=row.state.value,
            note=joined(row.account_name, note) if group.kind is Grouping.DAY else note,
            time=words.time(row, office),
            last=place == len(group.rows),
            serif=not is_edition,
            tone="carmine" if is_wrong else "ink2",
        )


def _is_settled(group: Group) -> bool:
    """Whether an edition needs no more looking after, so that it is shown folded; days and accounts never are."""
    return group.kind is Grouping.EDITION and _SETTLED.issuperset(group.states)


def _shape(groups: Sequence[Group]) -> list[list[str]]:
    return [[row.id for row in group.rows] for group in groups]


def _head(group: Group, office: OfficeTime, tile: str, *, is_open: bool) -> GroupLook:
    done, total = group.out
    states = tuple(state.value for state in group.states)
    if group.kind is not Grouping.EDITION:
        is_day = group.kind is Grouping.DAY
        title = words.day(date.fromisoformat(group.key), office) if is_day else group.title
        mark = "icon:calendar-days" if is_day else f"tile:{tile}"
        facts = tr_n("{count} delivery", "{count} deliveries", count=total)
        return GroupLook(title, facts, "", "", tr("sent"), done, states, is_open, mark=mark, count=total)
    all_proven = all(state is DeliveryState.VERIFIED for state in group.states)
    due = words.due(min(group.rows, key=lambda row: row.planned_at), office)
    return GroupLook(
        title=group.title,
        facts=tr("Edition {number}", number=group.number),
        digest=grouped(group.digest),
        when=tr("{due} · all verified", due=due) if all_proven else due,
        label=tr("sent"),
        done=done,
        states=states,
        open=is_open,
    )


def _spoken(look: Look) -> str:
    """A line for a screen reader."""
    parts: tuple[str, ...]
    if isinstance(look, GroupLook):
        count = tr("{done} of {count} sent", done=look.done, count=look.total)
        parts = (look.title, look.facts, look.when, count, "" if look.open else tr("folded"))
    elif isinstance(look, DeliveryLook):
        parts = (look.account, badges.word_of(look.state), look.note, look.time, "")
    else:
        parts = (*look.columns,)
    return ", ".join(part for part in parts if part)
