"""Tables of approval for a team: duties, the review room, emergencies, embargoes and recalls."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables and indexes."""
    for statement in _STATEMENTS.split(";"):
        op.execute(statement.strip())


_STATEMENTS = """
CREATE TABLE presence (document VARCHAR(36) NOT NULL, member VARCHAR(36) NOT NULL, seat VARCHAR(36) NOT NULL,
    "view" VARCHAR(12) NOT NULL, came_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, CONSTRAINT pk_presence
    PRIMARY KEY (document, member, seat), CONSTRAINT fk_presence_document FOREIGN KEY(document) REFERENCES
    document (id), CONSTRAINT fk_presence_member FOREIGN KEY(member) REFERENCES member (id))
"""
