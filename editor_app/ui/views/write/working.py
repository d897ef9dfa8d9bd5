"""The document on the desk: what is typed and not yet a revision; apart because it knows no widget."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from editor_app.domain.document import Override, Target
from editor_app.domain.variant import overridden_fields
from editor_app.services.documents import Draft
from editor_app.ui.views.write import sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.account import Account
    from editor_app.domain.chart import Chart
    from editor_app.domain.document import Content, Document, FieldName, Revision
    from editor_app.domain.edition import Edition
    from editor_app.domain.identifiers import ChartId
    from editor_app.domain.merging import Written
    from editor_app.services.documents import Opened

LISTS = ("tags", "categories")


@dataclass(slots=True)
class Working:
    """A draft over the revision that it grew from; `None` for an account means the main text."""

    document: Document
    based_on: Revision
    edition: Edition | None
    content: Content
    overrides: tuple[Override, ...]
    charts: dict[ChartId, Chart] = field(default_factory=dict)

    @classmethod
    def of(cls, opened: Opened) -> Working:
        """The newest revision of a document, nothing changed yet."""
        head = opened.revision
        charts = {chart.id: chart for chart in head.charts}
        return cls(opened.document, head, opened.edition, head.content, head.overrides, charts)

    @property
    def draft(self) -> Draft:
        """What would be saved."""
        return Draft(self.content, self.overrides, tuple(self.charts.values()))

    @property
    def is_changed(self) -> bool:
        """Whether something is not in the revision."""
        head = self.based_on
        return self.draft != Draft(head.content, head.overrides, tuple({c.id: c for c in head.charts}.values()))

    def revision(self) -> Revision:
        """The draft in the shape of a revision, for preview and checks; never stored."""
        return replace(
            self.based_on, content=self.content, overrides=self.overrides, charts=tuple(self.charts.values())
        )

    def saved_as(self, revision: Revision) -> None:
        """`revision` holds what was drafted when it was saved; what was typed since stays on top."""
        self.based_on = revision

    def follow(self, opened: Opened) -> None:
        """What was saved elsewhere is the draft now; nothing was typed here meanwhile."""
        self.based_on, self.edition = opened.revision, opened.edition
        self.take(opened.revision)

    def take(self, typed: Written) -> None:
        """Put what the journal kept, or what was put together, in place of the draft."""
        self.content, self.overrides = typed.content, typed.overrides
        self.charts = {chart.id: chart for chart in typed.charts}

    def sheet_of(self, account: Account | None) -> str:
        """The sheet as that account says it."""
        return sheet.composed(self.value("title", account), self.value("body", account))

    def take_sheet(self, text: str, account: Account | None) -> None:
        """Title and body as typed."""
        title, body = sheet.parts(text)
        self.say({"title": title, "body": body}, account)

    def value(self, name: FieldName, account: Account | None) -> str:
        """What a field says for an account; lists joined by line feeds."""
        if account is not None and (said := overridden_fields(self.revision(), account).get(name)) is not None:
            return said.value
        return self._of_master(name)

    def say(self, values: Mapping[FieldName, str], account: Account | None) -> None:
        """Give fields values; for an account, what is the same as its inheritance stays inherited."""
        if account is None:
            self.content = replace(self.content, **{n: _typed(n, v) for n, v in values.items()})  # type: ignore[arg-type]
            return
        for name, value in values.items():
            if value != self.value(name, account):
                self.inherit(account, name)
                if value != self.value(name, account):
                    own = Override(Target(account=account.id), name, value)
                    self.overrides = (*self.overrides, own)

    def inherit(self, account: Account, *names: FieldName) -> None:
        """Let the account say those fields (all of them when none is named) as the main text does."""
        mine = Target(account=account.id)
        self.overrides = tuple(o for o in self.overrides if o.target != mine or (names and o.field not in names))

    def differs(self, account: Account) -> tuple[str, ...]:
        """The fields that the account says differently."""
        said = overridden_fields(self.revision(), account)
        return tuple(sorted(n for n, o in said.items() if o.value != self._of_master(o.field)))

    def _of_master(self, name: FieldName) -> str:
        value = getattr(self.content, name)
        return "\n".join(value) if isinstance(value, tuple) else str(value)


def _typed(name: str, value: str) -> str | tuple[str, ...]:
    return tuple(line for line in value.split("\n") if line) if name in LISTS else value
