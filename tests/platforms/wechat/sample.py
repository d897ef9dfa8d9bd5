"""The sample explainer as WeChat gets it, for the golden file and the pictures of the themes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.domain.identifiers import sha256
from editor_app.platforms.wechat import PLATFORM
from editor_app.platforms.wechat.calls import content
from editor_app.resources import resource
from tests.platforms.workshop import CHART, Bench, order_of, placed, variant, with_late

if TYPE_CHECKING:
    from editor_app.platforms.contract import Order

PALACE = resource("sample/summer-palace.jpg").read_bytes()


def text() -> str:
    """The explainer's own text with a picture, a chart, a quotation, a table and two links."""
    lines = resource("sample/online-government-explainer.zh.md").read_text("utf-8").split("\n")[4:]
    body = "\n".join(lines)
    picture = f'![颐和园佛香阁](media:{sha256(PALACE)} "便民服务进景区：预约、讲解、应急一网通办")'
    body = body.replace("## 政务新媒体要怎么干?", f"{picture}\n\n## 政务新媒体要怎么干?", 1)
    quote = (
        "> 提高响应速度，及时公布真相；群众诉求**限时办结**、及时反馈。全文见 "
        "[国务院办公厅文件](https://www.gov.cn/zhengce/content/2018-12/27/content_5352666.htm)。\n\n"
        f"![](chart:{CHART})\n\n### 02"
    )
    body = body.replace("### 02", quote, 1)
    table = "| 事项 | 以前 | 现在 |\n|---|---:|---:|\n| 新生儿落户 | 4 趟 | 1 趟 |\n| 社保卡补办 | 3 天 | 当天 |\n\n"
    return body.replace("### 03", f"{table}### 03", 1)


@cache
def ordered(theme: str = "auto") -> Order:
    """The order with addresses as the platform would give them."""
    bench = Bench({**Bench().stored, sha256(PALACE): PALACE})
    made = variant(
        text(), {"theme": theme}, title="“指尖上的网上政府”怎么建？国办发文明确了！", author="中国政府网", summary=""
    )
    pictures = tuple(
        replace(placed(PALACE, "颐和园佛香阁"), caption="便民服务进景区：预约、讲解、应急一网通办")
        if one.digest == sha256(PALACE)
        else one
        for one in (placed(PALACE, ""), *made.pictures)
    )
    composed = PLATFORM.compose(replace(made, pictures=pictures), "wx", bench)
    late = {
        name: f"https://mmbiz.qpic.cn/mmbiz_png/{name[10:]}/0?wx_fmt=png" if name.startswith("media_url") else name
        for name in composed.payload.late
    }
    return with_late(order_of(composed), late)


def html(theme: str = "auto") -> str:
    """The article as it is sent."""
    return content(ordered(theme))


if __name__ == "__main__":
    Path(__file__).with_name("explainer.html").write_text(html() + "\n", "utf-8")
