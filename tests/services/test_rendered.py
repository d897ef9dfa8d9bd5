"""What is written to a folder is byte for byte what would be sent."""

import json
from pathlib import Path

from editor_app.domain.document import Content
from editor_app.domain.identifiers import sha256
from editor_app.services import accounts, documents, media, rendered
from editor_app.services.documents import Draft
from editor_app.services.media import Words
from tests.services.office import Office
from tests.services.test_media import png


def test_the_payload_and_every_picture_lie_in_the_folder(office: Office, tmp_path: Path) -> None:
    office.connect("news")
    picture = media.add(office.editor, png(), Words("A field"))
    body = f"Heating begins.\n\n![](media:{picture.digest})\n"
    made = documents.create(office.editor, "", draft=Draft(Content(title="Heating", body=body)))
    written = rendered.write(office.desk, made.revision, accounts.by_name(office.desk, "news"), tmp_path / "out")
    payload = json.loads(written.payload.read_text("utf-8"))
    assert payload["title"] == "Heating"
    assert [sha256(path.read_bytes()) for path, _ in written.media] == [digest for _, digest in written.media]
    assert len(written.media) == 1
    assert "A field" in (tmp_path / "out" / "part-1.html").read_text("utf-8")
