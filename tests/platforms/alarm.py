"""Emergency notices for tests: filled templates in both languages, and the rules of CAP 1.2 written out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from defusedxml import ElementTree

from editor_app.domain.notice import Notice
from tests.platforms.workshop import variant

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from editor_app.domain.document import Variant

SPACE = "{urn:oasis:names:tc:emergency:cap:1.2}"
ZONE = ZoneInfo("Asia/Shanghai")
WEATHER = Notice(
    event="灾害性天气预警",
    category="Met",
    urgency="Expected",
    severity="Severe",
    certainty="Likely",
    response="Shelter",
    area="滨河街道、城南街道",
    onset=datetime(2026, 11, 28, 14, 30, tzinfo=ZONE),
    expires=datetime(2026, 11, 28, 20, 0, tzinfo=ZONE),
    issuer="区应急管理局 <值班室>",
    hotline="12345",
    is_exercise=False,
)
HEALTH = replace(
    WEATHER, event="Public health notice", category="Health", severity="Unknown", certainty="Observed",
    response="Monitor", area="Chengnan & Binhe", onset=None, expires=None, issuer="Health Commission", is_exercise=True,
)  # fmt: skip
_ALERT = ("identifier", "sender", "sent", "status", "msgType", "source", "scope", "restriction", "addresses", "code",
          "note", "references", "incidents", "info")  # fmt: skip
_INFO = ("language", "category", "event", "responseType", "urgency", "severity", "certainty", "audience", "eventCode",
         "effective", "onset", "expires", "senderName", "headline", "description", "instruction", "web", "contact",
         "parameter", "resource", "area")  # fmt: skip
_NEEDED = {"identifier", "sender", "sent", "status", "msgType", "scope"}
_INFO_NEEDED = {"category", "event", "urgency", "severity", "certainty"}
_WORDS = {
    "status": {"Actual", "Exercise", "System", "Test", "Draft"},
    "msgType": {"Alert", "Update", "Cancel", "Ack", "Error"},
    "scope": {"Public", "Restricted", "Private"},
    "category": {"Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE",
                 "Other"},
    "responseType": {"Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None"},
    "urgency": {"Immediate", "Expected", "Future", "Past", "Unknown"},
    "severity": {"Extreme", "Severe", "Moderate", "Minor", "Unknown"},
    "certainty": {"Observed", "Likely", "Possible", "Unlikely", "Unknown"},
}  # fmt: skip
_TIMES = ("sent", "effective", "onset", "expires")
_TIME = re.compile(r"\d\d\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")
_NAME = re.compile(r"[^\s,<&]+")


def emergency(notice: Notice = WEATHER, language: str = "zh-CN", **options: str) -> Variant:
    """A variant whose locked wording stands."""
    body = "1. 非必要不外出。\n2. 远离河道 & 桥涵。\n" if language == "zh-CN" else "1. Wash hands.\n2. Stay at home.\n"
    title = "滨河街道暴雨橙色预警" if language == "zh-CN" else "Notice on norovirus in Chengnan"
    said = variant(
        body, options, cover=False, language=language, title=title, summary="请减少外出 <避险>。", slug="yu-jing"
    )
    return replace(said, notice=notice)


def faults_of(document: bytes) -> list[str]:
    """What breaks the rules of CAP 1.2: names, order, times, closed lists, references; empty = nothing."""
    root = ElementTree.fromstring(document)
    found = [] if root.tag == f"{SPACE}alert" else [f"root {root.tag}"]
    found += _order(root, _ALERT, _NEEDED)
    for info in root.findall(f"{SPACE}info"):
        found += _order(info, _INFO, _INFO_NEEDED)
        found += [f"area {area.tag}" for area in info.findall(f"{SPACE}area") if not area.findtext(f"{SPACE}areaDesc")]
    for one in root.iter():
        name, text = one.tag.removeprefix(SPACE), one.text or ""
        if name in _WORDS and text not in _WORDS[name]:
            found.append(f"{name}: {text}")
        if name in _TIMES and not _TIME.fullmatch(text):
            found.append(f"{name}: {text}")
        if name in {"identifier", "sender"} and not _NAME.fullmatch(text):
            found.append(f"{name}: {text}")
        if name == "references" and not all(len(each.split(",")) == 3 for each in text.split()):
            found.append(f"references: {text}")
    kind = root.findtext(f"{SPACE}msgType")
    if (kind in {"Update", "Cancel"}) != bool(root.findtext(f"{SPACE}references")):
        found.append("an update or a cancellation names what it is about, and an alert nothing")
    return found


def _order(parent: Element, names: tuple[str, ...], needed: set[str]) -> list[str]:
    """Children that are strange, twice, out of order or missing."""
    tags = [child.tag.removeprefix(SPACE) for child in parent]
    strange = [tag for tag in tags if tag not in names]
    ranks = [names.index(tag) for tag in tags if tag in names]
    twice = [tag for tag in set(tags) - {"info", "area", "category", "responseType"} if tags.count(tag) > 1]
    return strange + twice + sorted(needed - set(tags)) + ([] if ranks == sorted(ranks) else [f"order of {tags}"])
