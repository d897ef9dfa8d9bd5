import json

import pytest

from editor_app.domain.audit import Subject
from editor_app.storage import seals
from editor_app.storage.all_tables import metadata
from editor_app.storage.export_rows import rows
from editor_app.storage.queries import routes
from editor_app.storage.seals import IN_TURN, RULES
from tests.storage.scene import Scene


def test_whatever_stands_on_a_line_of_the_log_is_looked_up_there() -> None:
    on_record = {table.name for table in metadata.tables.values() if "audit_sequence" in table.columns}
    assert on_record - {rule.table for rule in RULES} == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.table}-{rule.kind}")
def test_every_rule_names_columns_that_there_are(rule: seals.Rule) -> None:
    columns = set(metadata.tables[rule.table].columns.keys())
    named = {rule.subject, rule.by, rule.at, rule.only.lstrip("!"), *rule.sealed} - {""}
    named |= {column for column, name in (*rule.said, *rule.keys) if name != IN_TURN}
    assert named <= columns


def test_the_digest_before_a_row_is_kept_is_that_of_the_row(scene: Scene) -> None:
    route = routes.all_routes(scene.work)[0]
    line = scene.work.record("route.add", Subject("route", route.id))
    number = routes.insert_version(scene.work, route, scene.id_of("admin"), line)
    sealed = seals.sealed(route_version=routes.version_values(route))
    kept = [json.loads(line) for line in rows(scene.connection, metadata.tables["route_version"])]
    row = next(each for each in kept if (each["route"], each["number"]) == (route.id, number))
    assert sealed == {seals.SEAL: {"route_version": seals.digest("route_version", row)}}
    assert seals.digest("route_version", {**row, "use_hours": 9}) != seals.digest("route_version", row)
