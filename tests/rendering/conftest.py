"""Things that several rendering tests look at."""

from collections.abc import Callable
from pathlib import Path

import pytest

from editor_app.domain.document import Content, DocumentKind, Placed, Variant
from editor_app.domain.identifiers import Digest, RevisionId

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


def placed(digest: str, alt: str = "", caption: str = "", credit: str = "") -> Placed:
    return Placed(
        Digest(digest), None, alt, caption, credit, "image/jpeg", 800, 600, 90_000, ai_made=False, line=1
    )  # fmt: skip


@pytest.fixture
def variant_with() -> Callable[..., Variant]:
    """A master variant with a body and its resolved pictures."""

    def make(body: str, *pictures: Placed) -> Variant:
        return Variant(
            None, "", "", RevisionId("r"), DocumentKind.EXPLAINER, Content("题", body=body), None, tuple(pictures)
        )

    return make
