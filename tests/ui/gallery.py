# ruff: noqa: E501 - the sample sentences of both languages stand on one line each
"""Pages that show every part of the kit with the mock-ups' content: for pictures, for tests, for those who build views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.ui import badges, focus, icons, paint, seal, theme
from editor_app.ui.dialogs import Option, Question, Quote
from editor_app.ui.first_start import FirstStart
from editor_app.ui.i18n import is_chinese
from editor_app.ui.main_window import MainWindow
from editor_app.ui.palette import ACCOUNTS, DOCUMENTS, Command
from editor_app.ui.seal import Seal
from editor_app.ui.tokens import Role
from editor_app.ui.view import Action, Place, View
from editor_app.ui.widgets.buttons import Button, IconButton, Kind, ReasonedButton
from editor_app.ui.widgets.clocks import Day, DeadlineStrip, UpdateClock
from editor_app.ui.widgets.empty import EmptyState, StateLegend
from editor_app.ui.widgets.fields import AreaInput, Choice, Field, LineInput
from editor_app.ui.widgets.findings import FindingLook, FindingRow
from editor_app.ui.widgets.labels import Card, KeyCap, Label, Rule, Surface, across, boxed, down
from editor_app.ui.widgets.progress import Progress
from editor_app.ui.widgets.rows import ListCard, ListRow, RowLook, SectionHead
from editor_app.ui.widgets.stages import Stage, StageBar
from editor_app.ui.widgets.strips import FilterBar, Item, Segments, TabBar
from editor_app.ui.widgets.tables import LOOK, CardTable, DeliveryLook, GroupLook, Look
from editor_app.ui.widgets.timeline import Entry, Timeline

if TYPE_CHECKING:
    from collections.abc import Callable


def z(chinese: str, english: str) -> str:
    """The gallery's own words in the window's language."""
    return chinese if is_chinese() else english


class _Drawn(QWidget):
    """A widget painted by a function."""

    def __init__(self, width: int, height: int, draw: Callable[[QPainter], None]) -> None:
        super().__init__()
        self.setFixedSize(width, height)
        self._draw = draw

    def paintEvent(self, event: object) -> None:  # noqa: ARG002, N802 - Qt's own signature
        with QPainter(self) as painter:
            paint.smooth(painter)
            self._draw(painter)


def _palette(painter: QPainter) -> None:
    colours = theme.colours()
    names = [
        "desk",
        "panel",
        "paper",
        "sunk",
        "line",
        "edge",
        "ink",
        "ink2",
        "ink3",
        "seal",
        "indigo",
        "green",
        "ochre",
        "carmine",
    ]
    for place, name in enumerate(names):
        row, column = divmod(place, 7)
        box = QRectF(column * 92, row * 68, 84, 40)
        paint.box(painter, box, 4, colours[name], colours.line)
        paint.text(painter, QRectF(box.left(), box.bottom() + 4, 84, 18), name, Role.NOTE, colours.ink)


def _states(painter: QPainter) -> None:
    for place, state in enumerate(badges.STATES):
        row, column = divmod(place, 5)
        badges.paint_state(painter, 6 + column * 132, 16 + row * 32, state)


def _seals(painter: QPainter) -> None:
    x = 0.0
    shown = [(20, Seal.SET, "审"), (24, Seal.SET, "定"), (32, Seal.SET, "复审"), (40, Seal.SET, "复审")]
    shown += [(32, Seal.MINE, "复审"), (32, Seal.OPEN, "终审"), (32, Seal.VOID, "初审"), (32, Seal.BRAND, "政")]
    for side, kind, words in shown:
        seal.paint_seal(painter, QRectF(x, 20 - side / 2, side, side), kind, words)
        x += side + 16
    for kind in (Seal.SET, Seal.MINE, Seal.OPEN, Seal.VOID):
        seal.paint_check(painter, QRectF(x, 8, 24, 24), kind)
        x += 40


def _icons(painter: QPainter) -> None:
    names = (
        "inbox pen-line stamp send message-square-text book-open-check calendar-days image users gauge settings search"
    )
    for place, name in enumerate((names + " snowflake bell undo-2 redo-2 link table chart-column image-plus").split()):
        icons.paint(painter, name, QPointF(place * 31, 2), icons.RAIL, theme.colours().ink2)


def stages() -> list[Stage]:
    """The route of the mock-up."""
    return [
        Stage(z("初校", "Proof 1"), z("陈默", "Chen"), "14:22", Seal.SET, reads=True),
        Stage(z("初审", "Review 1"), z("何敬之", "He"), "14:40", Seal.SET, characters="初审"),
        Stage(z("二校", "Proof 2"), z("林知夏", "Lin"), "15:05", Seal.SET, reads=True),
        Stage(z("复审", "Review 2"), z("周岚", "Zhou"), z("等你", "your turn"), Seal.MINE, characters="复审"),
        Stage(z("三校", "Proof 3"), z("苏婉", "Su"), "", Seal.OPEN, reads=True),
        Stage(z("终审", "Final"), z("郑维安", "Zheng"), "", Seal.OPEN, characters="终审"),
    ]


def _left_column() -> QWidget:
    bar = StageBar(stages())
    card = Card()
    card.setLayout(across(bar, margins=(8, 12, 8, 8)))
    progress = Progress()
    progress.advance(0.6, z("上传图片 3/5", "Uploading image 3/5"), z("约 12 秒", "about 12 s"))
    progress.show()
    progress.setMaximumWidth(440)
    clocks = across(UpdateClock(3), UpdateClock(9), UpdateClock(13), None, gap=16)
    strip = DeadlineStrip([
        Day("三", "26", note="收到"), Day("四", "27", "counted"), Day("五", "28", "counted"), Day("六", "29", "due", "到期"),
        Day("日", "30", "holiday", "休"), Day("一", "31", "holiday", "休"), Day("二", "1", "holiday", "休"), Day("三", "2"),
    ])  # fmt: skip
    strip.setMaximumWidth(300)
    return boxed(
        down(
            Label("palette", Role.NOTE, "ink3"), _Drawn(640, 130, _palette),
            Label(z("投递状态", "Delivery states"), Role.NOTE, "ink3"), _Drawn(640, 100, _states),
            Label(z("印", "Seals"), Role.NOTE, "ink3"), _Drawn(640, 42, _seals),
            Label(z("审批条", "Stage bar"), Role.NOTE, "ink3"), card,
            Label(z("进度", "Progress"), Role.NOTE, "ink3"), progress, boxed(clocks), strip, None, gap=8,
        )
    )  # fmt: skip


def _buttons() -> QWidget:
    focused = Button(z("有焦点", "Focused"))
    off = Button(z("不可用", "Disabled"))
    off.block("x")
    row = across(
        Button(z("主要", "Primary"), Kind.PRIMARY), Button(z("次要", "Secondary")), Button(z("安静", "Quiet"), Kind.QUIET),
        Button(z("盖章", "Set seal"), Kind.SEAL, icon="stamp"), Button(z("撤回…", "Withdraw…"), Kind.DANGER), off, focused,
        IconButton("copy", "copy", framed=True), Button(z("行内", "Row"), small=True), None, gap=12,
    )  # fmt: skip
    holder = boxed(row)
    holder.focused = focused  # type: ignore[attr-defined]
    return holder


def _type() -> QWidget:
    column = down(gap=2)
    samples = {
        Role.DISPLAY: z("12月29日 星期六", "Saturday 29 December"), Role.TITLE: z("这条微博发出去了吗？", "Did this post go out?"),
        Role.HEAD: z("发布", "Publishing"), Role.BODY: z("看过才能盖章。", "Read before you sign."), Role.DENSE: "排在待判断之后 15:42 1,339",
        Role.NOTE: "北京时间 15:42", Role.DOC_TITLE: "政务新媒体都有谁？", Role.DOC_BODY: "利企便民、亮点纷呈、人民满意",
        Role.ROW_TITLE: "“优化”掌上服务四项要求", Role.DIGEST: "2B6E 55A0 C91F",
    }  # fmt: skip
    for role, text in samples.items():
        label = Label(role.value, Role.NOTE, "ink3")
        label.setFixedWidth(120)
        column.addWidget(boxed(across(label, Label(text, role), None)))
    return boxed(column)


def _findings() -> Card:
    card = Card()
    rows = (
        FindingLook("block", z("微博", "Weibo"), z("正文 1,339 字，超过 140 字。", "1,339 characters; the limit is 140."), z("写微博版本", "Write variant")),
        FindingLook("warn", z("标题", "Title"), z("“国办”首次出现，宜用全称。", "First mention: use the full name."), z("替换", "Replace")),
        FindingLook("note", z("导语", "Lead"), z("“事儿”为口语，请确认语体。", "A colloquial word; please confirm."), z("保留", "Keep")),
        FindingLook("done", z("全文", "All"), z("50 处半角标点已改为全角（粘贴时）。", "50 marks were made full-width."), z("撤销", "Undo")),
    )  # fmt: skip
    widgets = [FindingRow(row, ground="paper") for row in rows]
    widgets[0].chosen = True
    widgets[-1].closes = True
    card.setLayout(down(*widgets, gap=0, margins=(1, 1, 1, 1)))
    return card


def _right_column() -> QWidget:
    wrong = Field(z("数据截至", "Data as of"), LineInput(), note=z("必填", "required"))
    wrong.show_error(z("请填写日期", "Enter a date"))
    fields = across(
        Field(z("来源", "Source"), LineInput(z("中国政府网", "gov.cn"))),
        wrong,
        Field(z("平台", "Platform"), Choice("p", [("w", "WordPress"), ("g", "Ghost")])),
        gap=16,
    )
    area = Field(
        z("替代文字", "Alternative text"),
        AreaInput(
            z(
                "折线图：2001 至 2017 年，可再生能源发电量由 14.4 升至 219.3 亿千瓦时。",
                "Line chart of renewable power from 2001 to 2017, up from 14.4 to 219.3.",
            ),
            lines=2,
        ),
        limit=120,
    )
    tabs = TabBar("t", [
        Item("w", z("滨江发布", "Binjiang"), tile="微", badge=z("看过", "seen")), Item("b", "@Weibo", tile="博", badge="!", tone="carmine"),
        Item("n", z("区政府网站", "Website"), tile="网", badge="±2", tone="ochre"), Item("d", z("客户端", "App"), tile="端", badge="="),
    ])  # fmt: skip
    filters = FilterBar(
        "f",
        [
            Item("a", z("全部", "All"), 16),
            Item("b", z("要处理", "Needs you"), 2),
            Item("c", z("进行中", "Under way"), 2),
        ],
    )
    segments = Segments(
        "s", [Item("a", z("跟随系统", "System")), Item("b", z("浅色", "Light")), Item("c", z("深色", "Dark"))], "b"
    )
    blocked = ReasonedButton(Button(z("盖章·复审通过", "Set seal"), Kind.SEAL, icon="stamp"))
    blocked.block(z("还有区政府网站一个版本没看过，看过才能盖章。", "One variant has not been opened yet."))
    return boxed(
        down(
            _type(), 6, _buttons(), 6, boxed(fields), area, 4, _findings(), 4, boxed(across(filters, None, segments)), tabs,
            boxed(across(None, blocked)), _Drawn(640, 26, _icons), boxed(across(KeyCap("Ctrl"), KeyCap("Shift"), KeyCap("K"), None)), None, gap=8,
        )
    )  # fmt: skip


def components() -> QWidget:
    """All parts on one sheet."""
    page = Surface("panel")
    row = across(_left_column(), _right_column(), gap=48, margins=(40, 28, 40, 20))
    page.setLayout(row)
    return page


def today() -> list[QWidget | int | None]:
    """A list as on Today."""
    title = z("“指尖上的网上政府”怎么建？国办发文明确了！", "How to build a government at your fingertips")
    rows = [
        RowLook("state:ask", title, z("微博 @滨江发布：15:32 连接中断，三次回读都没有结果。后面 1 条在等它。", "Weibo: the line broke at 15:32; three look-ups found nothing. One more waits behind it."), z("等了 10 分钟", "waiting 10 min"), z("判断…", "Decide…"), "ochre", primary=True),
        RowLook("state:failed", title, z("微信“滨江政务服务”拒收：本机出口地址不在白名单。平台上没有留下任何内容。", "WeChat refused: our address is not on its list. Nothing was left on the platform."), z("可重试", "can be retried"), z("查看", "Look"), "carmine"),
    ]  # fmt: skip
    later = [
        RowLook("icon:stamp", z("元旦假期政务服务安排", "Services over the New Year holiday"), z("何敬之 15:05 送审·二校·3 个账号·解禁时间 17:00", "He 15:05 · second proof · 3 accounts · embargo 17:00"), z("16:45 前", "by 16:45"), z("校对", "Proof")),
        RowLook("icon:stamp", z("民生事项“掌上办”：优化掌上服务四项要求", "Four demands on services in the palm of a hand"), z("沈知言 14:10 送审·复审·4 个账号", "Shen 14:10 · second review · 4 accounts"), z("17:00 前", "by 17:00"), z("审核", "Review")),
        RowLook("icon:message-square-text", z("“掌上办”都包括哪些事项？", "What can be done by phone?"), z("微信留言·12月26日收到·3 个工作日", "WeChat message · received 26 Dec · 3 working days"), z("今天 18:00 到期", "due today 18:00"), z("回复", "Answer"), spoken=True),
    ]  # fmt: skip
    head = across(
        boxed(
            down(
                Label(z("12月29日 星期六", "Saturday 29 December"), Role.DISPLAY),
                Label(
                    z(
                        "调休上班日。元旦放假 12月30日—1月1日，假期不计入留言期限。",
                        "A working Saturday. The holiday does not count.",
                    ),
                    Role.DENSE,
                    "ink2",
                ),
                gap=2,
            )
        ),
        None,
        Button(z("新稿件", "New document"), icon="file-plus"),
    )
    return [
        boxed(head), 4, SectionHead(z("先处理", "First"), "2"), ListCard([ListRow(look) for look in rows]), 8,
        SectionHead(z("今天", "Today"), "3"), ListCard([ListRow(look) for look in later]), None,
    ]  # fmt: skip


_NOWHERE = QModelIndex()


class Rows(QAbstractListModel):
    """A model of looks."""

    def __init__(self, looks: list[Look]) -> None:
        super().__init__()
        self.looks = looks

    def rowCount(self, parent: QModelIndex = _NOWHERE) -> int:  # noqa: ARG002, N802 - Qt's own signature
        return len(self.looks)

    def data(self, index: QModelIndex, role: int = 0) -> object:
        return self.looks[index.row()] if role == LOOK else None


def queue_looks() -> list[Look]:
    """The mock-up's queue."""
    sent = z("已发出", "sent")
    return [
        GroupLook(z("“指尖上的网上政府”怎么建？国办发文明确了！", "How to build a government at your fingertips"), z("定稿 3", "Edition 3"), "2B6E 55A0 C91F", z("15:30 发", "due 15:30"), sent, 3, ("verified", "verified", "sent", "ask", "failed")),
        DeliveryLook("微", z("滨江发布", "Binjiang WeChat"), "verified", z("回读一致", "read back: same"), "15:31"),
        DeliveryLook("博", "@Weibo", "ask", z("不会自动重发", "no automatic resend"), "15:32"),
        DeliveryLook("网", z("区政府门户网站", "Government website"), "verified", z("回读一致", "read back: same"), "15:31"),
        DeliveryLook("端", z("滨江通客户端", "Binjiang app"), "sent", z("15:47 再核验", "check at 15:47"), "15:33"),
        DeliveryLook("微", z("滨江政务服务", "Binjiang Services WeChat"), "failed", z("地址不在白名单", "not on allow-list"), "15:31", last=True),
        GroupLook(z("加强政民互动：留言要怎么回", "Talking with citizens: how to answer"), z("定稿 1", "Edition 1"), "90D4 1E37 7A2C", z("15:40 发", "due 15:40"), sent, 0, ("working", "unknown")),
        DeliveryLook("微", z("滨江发布", "Binjiang WeChat"), "working", z("上传图片 3/5", "image 3 of 5"), "15:42"),
        DeliveryLook("网", z("区政府门户网站", "Government website"), "unknown", z("48 秒后去核对", "look in 48 s"), "15:41", last=True),
        GroupLook(z("政务新媒体都有谁？一图读懂", "Who counts as government media? In one chart"), z("定稿 1", "Edition 1"), "E81B 6C02 39F5", z("16:30 发", "due 16:30"), sent, 0, ("queued",) * 4),
        DeliveryLook("微", z("滨江发布", "Binjiang WeChat"), "queued", "", "16:30"),
        DeliveryLook("博", "@Weibo", "held", z("排在待判断之后", "behind the undecided one"), "16:30"),
        DeliveryLook("网", z("区政府门户网站", "Government website"), "queued", "", "16:30"),
        DeliveryLook("端", z("滨江通客户端", "Binjiang app"), "queued", "", "16:30", last=True),
        GroupLook(z("到2022年，政务新媒体矩阵体系这样建", "How the matrix is built by 2022"), z("定稿 2", "Edition 2"), "5AC7 D310 88BE", z("09:00 发·全部核验一致", "09:00 · all read back the same"), sent, 5, ("verified",) * 5, open=False),
    ]  # fmt: skip


class _TodayPage(View):
    def title(self) -> str:
        return z("今日", "Today")

    def build(self) -> None:
        column = down(*today(), margins=(32, 20, 32, 24))
        self.setLayout(column)
        self.counted.emit(6)

    def actions_offered(self) -> list[Action]:
        return [
            Action(z("插入图表…", "Insert chart…"), _nothing, "chart-column", "Ctrl+Shift+C"),
            Action(z("剪贴板贴表为图表", "Table from clipboard as chart"), _nothing, "table", "Ctrl+Alt+V"),
            Action(z("同步主稿到各平台版本", "Synchronise text to variants"), _nothing, "refresh-cw"),
            Action(z("开启特别流程…", "To begin a special route…"), _nothing, "flag", note=z("一审即发，24 小时内补审", "one review, the rest within 24 h")),
        ]  # fmt: skip


class _QueuePage(View):
    def title(self) -> str:
        return z("发布", "Publishing")

    def build(self) -> None:
        filters = FilterBar(
            "f",
            [
                Item("a", z("全部", "All"), 16),
                Item("b", z("要处理", "Needs you"), 2),
                Item("c", z("进行中", "Under way"), 2),
                Item("d", z("待发", "Waiting"), 4),
                Item("e", z("已发出", "Done"), 8),
            ],
        )
        self.table = CardTable(z("投递", "Deliveries"))
        self._rows = Rows(queue_looks())
        self.table.setModel(self._rows)
        self.table.selectRow(2)
        order = Button(z("按时间", "By time"), Kind.QUIET, icon="arrow-up-down", small=True)
        column = down(boxed(across(filters, None, order)), self.table, gap=0, margins=(24, 14, 24, 0))
        self._side = self._detail()
        row = across(boxed(column), self._side, gap=0)
        row.setStretch(0, 1)
        self.setLayout(row)
        self.counted.emit(2)

    def _detail(self) -> QWidget:
        side = Surface("paper", "left")
        side.setFixedWidth(440)
        head = across(
            Label("@Weibo", Role.HEAD),
            None,
            _Drawn(100, 28, lambda painter: badges.paint_state(painter, 8, 14, "ask") and None),
        )
        entries = [
            Entry("dot", z("到点，取出这一条", "Due; taken from the queue"), time="15:30:00"),
            Entry("done", z("签章与字节核对无误", "Seals and bytes checked"), z("定稿 3·3 枚章·9 张图", "edition 3 · 3 seals · 9 images"), "15:30:04"),
            Entry("done", z("先记下“准备发出”", "Intent written down first"), time="15:32:07"),
            Entry("unknown", z("连接中断：已写出 41 KB，没有收到答复", "Line broke: 41 KB written, no reply"), time="15:32:08"),
            Entry("advised", z("回读三次，平台都答 503", "Three look-ups, each answered 503"), "15:34:09 · 15:34:39 · 15:39:39", "15:34:09"),
            Entry("ask", z("转为待你判断", "Handed to you"), z("系统不会自动重发", "Nothing is sent again by itself"), "15:39:40"),
        ]  # fmt: skip
        side.setLayout(
            down(
                boxed(head),
                Label(
                    z("“指尖上的网上政府”怎么建？国办发文明确了！", "How to build a government"), Role.ROW_SERIF, "ink2"
                ),
                8,
                Rule(),
                12,
                Timeline(entries),
                None,
                margins=(20, 16, 20, 16),
                gap=2,
            )
        )
        return side

    def fit(self, *, narrow: bool, low: bool) -> None:
        del low
        self._side.setFixedWidth(368 if narrow else 440)


class _EmptyPage(View):
    def title(self) -> str:
        return z("发布", "Publishing")

    def build(self) -> None:
        empty = EmptyState(
            z("还没有要发的定稿", "No edition to send yet"),
            z("定稿盖齐三枚章，就会出现在这里。\n每个账号单独计一条投递，发出后逐条回读核验。", "An edition appears here once all seals are set.\nEach account is a delivery of its own, read back after it is sent."),
            Button(z("去写一篇", "Write one"), Kind.PRIMARY), Button(z("看等待审核的 2 份", "See 2 waiting for review")),
            legend=z("投递会有这些状态", "A delivery has these states"), legend_widget=StateLegend(),
        )  # fmt: skip
        QVBoxLayout(self).addWidget(empty)


def _nothing() -> None:
    """A deed of the gallery."""


def places(first: type[View] = _TodayPage) -> list[Place]:
    """The rail of the gallery."""
    return [
        Place("today", z("今日", "Today"), "inbox", 10, first if first is _TodayPage else _TodayPage),
        Place("write", z("撰写", "Write"), "pen-line", 20, _EmptyPage), Place("review", z("审核", "Review"), "stamp", 30, _EmptyPage),
        Place("queue", z("发布", "Queue"), "send", 40, _QueuePage), Place("accounts", z("账号", "Accounts"), "users", 90, _EmptyPage),
        Place("settings", z("设置", "Settings"), "settings", 100, _EmptyPage, at_foot=True),
    ]  # fmt: skip


def window(place: str) -> MainWindow:
    """The shell with a page."""
    made = MainWindow(z("周岚", "Zhou Lan"), places=places())
    made.go(place)
    for key, count in (("today", 6), ("review", 2), ("queue", 2)):
        made.rail.set_count(key, count)
    made.status.set_fact(
        "workspace", z("本机工作区·滨江区政务公开办", "Local workspace · Binjiang Office"), icon="hard-drive"
    )
    made.status.set_fact("audit", z("审计链完整·第 4,812 条", "Audit chain intact · entry 4,812"), glyph="done")
    made.status.set_waiting(1, 1, 1)
    made.status.set_fact("worker", z("发送器运行中", "Worker running"))
    made.status.set_fact("clock", z("北京时间 15:42", "Beijing 15:42"))
    return made


def shell_today() -> QWidget:
    made = window("today")
    made.toast(z("已退回修改，前两道签章作废", "Returned; two seals are void"), z("撤销", "Undo"), _nothing)
    return made


def shell_queue() -> QWidget:
    return window("queue")


def shell_empty() -> QWidget:
    return window("review")


def ask() -> QWidget:
    made = window("queue")
    question = Question(
        made,
        z("这条微博发出去了吗？", "Did this post go out?"),
        z(
            "连接在 15:32:08 中断，系统没有收到答复，回读三次也没有结果。\n请到微博主页看一眼，再告诉我们。在你判断之前，不会再发一次。",
            "The line broke at 15:32:08 and no reply came; three look-ups found nothing.\nPlease look at the page and tell us. Nothing is sent again before you decide.",
        ),
    )
    question.add_detail(
        Quote(
            "“指尖上的网上政府”怎么建？国办发文明确了！到2022年，建成以中国政府网政务新媒体为龙头，整体协同、响应迅速的政务新媒体矩阵体系。",
            "博",
            "@Weibo",
            z("应在 15:32 前后出现·9 张图", "expected about 15:32 · 9 images"),
            Button(z("打开微博主页", "Open the page"), Kind.LINK, icon="external-link"),
        )
    )
    question.add_option(
        Option(
            "there",
            z("看到了，已经发出", "I see it: it went out"),
            z("贴上链接，系统会再回读核对一次。", "Paste the link; it is read back once more."),
            z("已经发出", "It is out"),
            "https://…",
        )
    )
    question.add_option(
        Option(
            "again",
            z("没看到，再发一次", "Not there: send again"),
            z(
                "用同一份定稿发送。如果其实已经发出，公众会看到两条。",
                "The same edition. If it did go out, the public sees two.",
            ),
            z("再发一次", "Send again"),
        )
    )
    question.add_option(
        Option(
            "later",
            z("现在看不清", "I cannot tell now"),
            z("保持待判断，10 分钟后再提醒。排在后面的 1 条继续等。", "Stays undecided; reminds you in 10 minutes."),
            z("先放着", "Leave it"),
        )
    )
    question.set_note(
        z(
            "判断会以“周岚 15:42”写入审计链，不能改写。",
            "The decision is recorded as “Zhou Lan 15:42” and cannot be changed.",
        ),
        "user",
    )
    question.say_escape(z("先放着", "leave it"))
    made.after_show = question.ask  # type: ignore[attr-defined]
    return made


def palette() -> QWidget:
    made = window("today")
    made._pinyin._load()
    made.add_source(lambda _query: [
        Command(z("运用图表图解、音频视频提升解读效果", "To bring charts into explainers"), _nothing, DOCUMENTS, "file-text", note=z("草稿·11:20", "draft · 11:20"), serif=True),
        Command(z("网站、热线、新媒体同步答复", "The same answer by website, telephone and media"), _nothing, DOCUMENTS, "file-text", state="verified", serif=True),
        Command(z("填报账号备案信息", "To be filed: account registration"), _nothing, ACCOUNTS, "users"),
    ])  # fmt: skip
    made.after_show = lambda: made.open_palette("tb")  # type: ignore[attr-defined]
    return made


def first_start() -> QWidget:
    return FirstStart("0.1.0")


def components_focused() -> QWidget:
    page = components()
    page.after_show = lambda: focus.show(
        next(button for button in page.findChildren(Button) if button.text() in ("有焦点", "Focused"))
    )  # type: ignore[attr-defined]
    return page


PAGES: dict[str, Callable[[], QWidget]] = {
    "00-components": components_focused,
    "01-today": shell_today,
    "05-queue": shell_queue,
    "06-ask": ask,
    "07-palette": palette,
    "08-first-start": first_start,
    "08-empty": shell_empty,
}
