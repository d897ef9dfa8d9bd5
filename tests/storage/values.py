"""Hypothesis strategies for domain values as an office might write them, awkward characters included."""

from __future__ import annotations

from hypothesis import strategies as st

from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.document import FIELD_NAMES, Content, Override, Target
from editor_app.domain.edition import AcceptedFinding, MediaRole, Part, Payload, SealedMedia
from editor_app.domain.identifiers import AccountId, ChartId, Digest

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
FILLED = WORDS.filter(lambda word: bool(word.strip()))
DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64).map(Digest)
NAMES = st.lists(WORDS, max_size=3).map(tuple)
PAIRS = st.lists(st.tuples(WORDS, WORDS), max_size=3).map(lambda pairs: tuple(sorted(pairs)))

CONTENTS = st.builds(
    Content,
    title=WORDS, summary=WORDS, body=WORDS, link=WORDS, slug=WORDS, cover=DIGESTS | st.just(""), cover_alt=WORDS,
    tags=NAMES, categories=NAMES, author=WORDS, source=WORDS, source_url=WORDS, responsible_editor=WORDS,
    document_number=WORDS, reprint=st.booleans(), language=st.sampled_from(["zh-CN", "en"]),
)  # fmt: skip
TARGETS = st.builds(Target, account=WORDS.map(AccountId)) | st.builds(Target, platform=WORDS)
OVERRIDES = st.lists(
    st.builds(Override, target=TARGETS, field=st.sampled_from(sorted(FIELD_NAMES)), value=WORDS), max_size=4
).map(tuple)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """A chart whose table fits its columns."""
    columns = draw(st.lists(FILLED, min_size=2, max_size=3, unique=True))
    numbers = st.integers(-(10**6), 10**6).map(str) | st.decimals(allow_nan=False, allow_infinity=False, places=2).map(
        str
    )
    rows = draw(st.lists(st.tuples(WORDS, numbers, *([WORDS] * (len(columns) - 2))), min_size=1, max_size=4))
    return Chart(
        ChartId(draw(st.uuids(version=4).map(str))), draw(st.sampled_from(ChartKind)), draw(FILLED), draw(FILLED),
        draw(FILLED), draw(FILLED), draw(FILLED), draw(WORDS), columns[0], columns[1], (*columns, "")[2],
        tuple(columns), tuple(rows),
    )  # fmt: skip


CHARTS = st.lists(charts(), max_size=2).map(tuple)
MEDIA = st.builds(
    SealedMedia, ordinal=st.integers(1, 9), role=st.sampled_from(MediaRole), digest=DIGESTS, mime=WORDS,
    width=st.integers(0, 10**5), height=st.integers(0, 10**5), size=st.integers(0, 10**9), alt=WORDS, origin=WORDS,
)  # fmt: skip
PARTS = st.builds(
    Part, ordinal=st.integers(1, 9), body=WORDS, media=st.lists(st.integers(1, 9)).map(tuple), fields=PAIRS
)
PAYLOADS = st.builds(
    Payload, account=WORDS.map(AccountId), account_name=WORDS, platform=WORDS, remote_uid=WORDS,
    format=st.sampled_from(["html", "text"]), title=WORDS, summary=WORDS, link=WORDS, slug=WORDS, language=WORDS,
    parts=st.lists(PARTS, max_size=2).map(tuple), media=st.lists(MEDIA, max_size=2).map(tuple), options=PAIRS,
    late=NAMES,
)  # fmt: skip
ACCEPTED = st.builds(AcceptedFinding, digest=DIGESTS, rule=WORDS, reason=WORDS)
