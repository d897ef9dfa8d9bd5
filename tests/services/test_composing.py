"""What an account would receive is made of the stored bytes, the same every time, and kept under its digests."""

import pytest

from editor_app.domain.document import Content, Target
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import Digest, sha256
from editor_app.platforms.contract import Fit
from editor_app.services import accounts, composing, documents, lane, media
from editor_app.services.composing import Bench
from editor_app.services.documents import Draft
from editor_app.services.media import Words
from tests.services.emergency_values import values
from tests.services.office import Office
from tests.services.test_media import png


def test_the_same_revision_gives_the_same_payload(office: Office) -> None:
    office.connect("news")
    picture = media.add(office.editor, png(), Words("A field"))
    draft = Draft(Content(title="Heating", body=f"Soon.\n\n![](media:{picture.digest})\n"))
    made = documents.create(office.editor, "", draft=draft)
    account = accounts.by_name(office.desk, "news")
    first, second = (composing.compose_for(office.desk, made.revision, account) for _ in range(2))
    assert composing.payload_digest(first.payload) == composing.payload_digest(second.payload)
    sealed = first.payload.media[0]
    assert sealed.alt == "A field"
    assert sha256(office.desk.store.media.read(sealed.digest)) == sealed.digest


def test_an_override_changes_the_payload_of_its_account_alone(office: Office) -> None:
    news, app = office.connect("news"), office.connect("app")
    made = documents.create(office.editor, "", draft=Draft(Content(title="Heating", body="Soon.\n")))
    saved = documents.set_override(office.editor, made.document.id, Target(account=app.id), {"title": "Warm"})
    titles = [composing.compose_for(office.desk, saved, account).payload.title for account in (news, app)]
    assert titles == ["Heating", "Warm"]


def test_a_cover_is_resolved_with_its_words(office: Office) -> None:
    office.connect("news")
    picture = media.add(office.editor, png(), Words("A field", "us"))
    draft = Draft(Content(title="Heating", body="Soon.\n", cover=picture.digest))
    made = documents.create(office.editor, "", draft=draft)
    variant = composing.variant(office.desk, made.revision, accounts.by_name(office.desk, "news"))
    assert variant.cover is not None
    assert (variant.cover.alt, variant.cover.credit) == ("A field", "us")
    assert variant.limits["title_characters"] > 0


def test_a_picture_is_fitted_to_the_bounds_of_a_platform(office: Office) -> None:
    picture = media.add(office.editor, png(400, 300), Words("A field"))
    fitted = Bench(office.desk.store.media).picture(picture.digest, Fit(100, 50_000))
    assert max(fitted.width, fitted.height) == 100
    assert sha256(fitted.content) == fitted.digest
    with pytest.raises(NotFound):
        Bench(office.desk.store.media).picture(Digest(sha256(b"x")), Fit(100, 50_000))


def test_an_emergency_says_its_fields_as_long_as_its_locked_wording_stands(office: Office) -> None:
    news, app = office.connect("news"), office.connect("app")
    made = lane.begin(office.editor, "severe-weather", "zh-CN", values(place="滨河街道"))
    notice = composing.variant(office.desk, made.revision, news).notice
    assert notice is not None
    assert (notice.area, notice.severity, notice.is_exercise) == ("滨河街道", "Severe", office.desk.workspace.sample)
    assert composing.variant(office.desk, made.revision, None).notice is None
    own = {"title": "暴雨来了"}
    saved = documents.set_override(office.editor, made.document.id, Target(account=app.id), own)
    assert composing.variant(office.desk, saved, app).notice is None, "this account says it in words of its own"
    assert composing.variant(office.desk, saved, news).notice == notice
