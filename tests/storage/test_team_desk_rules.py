from __future__ import annotations

from editor_app.storage.all_tables import metadata
from editor_app.storage.team_desk_rules import ALL_RIGHTS
from editor_app.storage.team_rules import UNGUARDED


def test_every_table_says_who_of_a_team_may_write_into_it() -> None:
    assert metadata.tables.keys() - {right.table for right in ALL_RIGHTS} - UNGUARDED == set()


def test_a_row_that_names_its_author_is_written_in_ones_own_name() -> None:
    for right in ALL_RIGHTS:
        if right.verb == "INSERT" and "by" in metadata.tables[right.table].columns:
            own = '"by" = (SELECT team.me())' in right.new
            outside = 'team.is_outside("by")' in right.new
            assert own or (outside and right.table in {"approval", "packet_reading"}), right.table


def test_a_row_that_has_an_audit_line_goes_with_one_of_ones_own() -> None:
    for right in ALL_RIGHTS:
        if right.verb == "INSERT" and "audit_sequence" in metadata.tables[right.table].columns:
            assert "team.is_own" in right.new or right.table == "delivery", right.table
