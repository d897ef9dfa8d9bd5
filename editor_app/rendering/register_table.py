"""The register of accounts as a table for the authority: CSV that every spreadsheet opens, and a page to print."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass
from html import escape

_FORMULA = frozenset("=+-@\t\r")
"""A cell that begins so would be reckoned by a spreadsheet; full-width forms are folded first."""
_STYLE = """
@page { size: A4 landscape; margin: 14mm 12mm 16mm; }
body { font: 10.5pt/1.45 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; color: #1d2228;
  margin: 24px; }
h1 { font-size: 17pt; font-weight: 600; margin: 0 0 2pt; }
p { margin: 0 0 10pt; color: #59616b; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 0.5pt solid #9aa2ab; padding: 4pt 5pt; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
th { background: #eef0f2; font-weight: 600; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
footer { margin-top: 18pt; display: flex; gap: 60pt; }
"""


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """Everything that the table shows, in one language; services fill it."""

    language: str
    """For the page: `zh-CN` or `en`."""
    title: str
    below: str
    """Whose it is and of which day."""
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    to_sign: tuple[str, ...]
    """What is left free at the end of the page: seal, date."""


def as_csv(table: RegisterTable) -> bytes:
    """UTF-8 with a byte order mark, as Excel and WPS expect it; no cell is ever reckoned as a formula."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(map(_harmless, table.head))
    writer.writerows(tuple(map(_harmless, row)) for row in table.rows)
    return lines.getvalue().encode("utf-8-sig")


def as_page(table: RegisterTable) -> bytes:
    """A page of HTML without anything from elsewhere, made to be printed on A4 across."""
    head = "".join(f"<th scope='col'>{escape(each)}</th>" for each in table.head)
    rows = "".join("<tr>" + "".join(f"<td>{escape(each)}</td>" for each in row) + "</tr>\n" for row in table.rows)
    signed = "".join(f"<span>{escape(each)}</span>" for each in table.to_sign)
    said = f"""<!doctype html>
<html lang="{escape(table.language)}"><head><meta charset="utf-8"><title>{escape(table.title)}</title>
<style>{_STYLE}</style></head>
<body><h1>{escape(table.title)}</h1><p>{escape(table.below)}</p>
<table><thead><tr>{head}</tr></thead><tbody>
{rows}</tbody></table><footer>{signed}</footer></body></html>
"""
    return said.encode()


def _harmless(cell: str) -> str:
    """The cell as text, whatever it begins with."""
    first = unicodedata.normalize("NFKC", cell[:1])
    return f"'{cell}" if first[:1] in _FORMULA and cell else cell
