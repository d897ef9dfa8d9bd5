"""The kit that views are made of: this page says what to take for what (import from the module named).

Grounds and text (`labels`): `Label(text, role, colour, wrap=, align=)` for every text (`Role.ROW_TITLE` and the
`DOC_…` roles are serif: the document's words only), `Surface("panel", "bottom")` flat ground with lines at its sides,
`Card()`, `Rule()`, `Chip(text)`, `KeyCap("Esc")`; layouts `across(a, 12, b, None, c)` and `down(...)` (an int is space,
None takes the rest), `boxed(layout)` makes a widget of one.

Deeds (`buttons`): `Button(text, Kind.PRIMARY, icon=, small=, keys=, name=)`, `IconButton("copy", name)`,
`button.block(reason)` disables in words, `ReasonedButton(button)` shows the reason beside it, `button.widen(88)`.

Forms (`fields`): `Field(label, LineInput() | AreaInput() | Choice(name, [(key, text)]), note=, limit=)` with
`text()`, `set_text`, `show_error(sentence)`, signal `changed(str)`.

One of several (`strips`): `FilterBar`, `TabBar`, `Segments`, each `(name, [Item(key, text, count=, tile=, badge=)])`,
signal `chosen(key)`, `current()`, `choose(key)`, `set_items(items)`.

Lists: `rows.ListRow(RowLook(mark, title, reason, deadline, verb))` in a `rows.ListCard`, `rows.SectionHead`,
`findings.FindingRow(FindingLook(...))`; long ones: `tables.CardTable(name)` over a model that answers `tables.LOOK`
with `GroupLook`, `DeliveryLook` or `FactLook` (painted, smooth at 100,000 rows).

State: `stages.StageBar([Stage(...)])` and `.land(place)`, `stages.SealMark`, `timeline.Timeline([Entry(...)])`,
`segments.SegmentBar`, `clocks.UpdateClock(days)`, `clocks.DeadlineStrip`, `progress.Progress` (begin, advance, end),
`empty.EmptyState(title, sentences, button, …)` with `empty.StateLegend`.

Frames: `bars.toolbar(...)` (40 px), `phone.PhoneFrame(title, content)`, `diff` (text formats), `rail`, `bars` (window).

Elsewhere: `ui.dialogs` (`Dialog`, `Question`, `confirm`), `ui.background.run(owner, work, done, failed)`,
`ui.view` (`View`, `Action`, `Place`), `ui.theme.colours()`, `ui.type` (fonts, `scaled`), `ui.i18n` (`tr`, `N_`,
`joined`), `ui.badges` (state words and marks), `ui.icons`, `ui.paint`. Pages to copy from: tests/ui/gallery.py.
"""
