"""What a view is to the window, and the window to a view; apart because neither may know the other's inside."""

from __future__ import annotations

import pkgutil
from abc import abstractmethod
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtCore import Signal

from editor_app.ui.widgets.labels import Surface

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from editor_app.services.desk import Seat
    from editor_app.ui.widgets.bars import StatusBar


def _always() -> str:
    """An action that nothing blocks."""
    return ""


@dataclass(frozen=True, slots=True)
class Action:
    """A deed of a view: in the palette, and on the keyboard while the view is shown.

    `blocked` answers why it cannot be done now, or an empty text; a blocked action stays out of the palette.
    """

    text: str
    run: Callable[[], None]
    icon: str = ""
    keys: str = ""
    note: str = ""
    blocked: Callable[[], str] = _always


class Shell(Protocol):
    """What a view may ask of the window."""

    @property
    def seat(self) -> Seat | None:
        """The member signed in, or None before sign-in and in pictures of the kit."""

    @property
    def status(self) -> StatusBar:
        """The status bar."""

    def go(self, place: str, **arguments: str) -> None:
        """Show the view `place` and give it `arguments`, such as document="…"."""

    def toast(self, text: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        """Say that something is done, with a way back."""

    def is_narrow(self) -> bool:
        """Whether the window is below 1360 px: fold side panels."""

    def is_low(self) -> bool:
        """Whether the window is below 760 px."""


class View(Surface):
    """One place of the window. Subclass: set nothing up in __init__ but fields, build widgets in `build`."""

    counted = Signal(int)  # what waits here for the person at this desk: the rail's counter
    titled = Signal()  # `title`, `facts` or `chip` say something new
    ground: ClassVar[str] = "panel"

    def __init__(self, shell: Shell) -> None:
        super().__init__(self.ground)
        self.shell = shell
        self.is_built = False

    @abstractmethod
    def title(self) -> str:
        """The top bar's title: the place, or the document being worked on."""

    def facts(self) -> str:
        """What stands beside the title, such as "2 份等你" or the save state."""
        return ""

    def chip(self) -> str:
        """A chip beside a document's title, such as "修订 14"."""
        return ""

    def has_document_title(self) -> bool:
        """Whether the title is a document's own (serif)."""
        return False

    def top_action(self) -> QWidget | None:
        """The one stand-alone deed of this view in the top bar, made once and kept."""
        return None

    @abstractmethod
    def build(self) -> None:
        """Make the widgets; called once, just before the view is shown for the first time."""

    def activate(self, arguments: Mapping[str, str]) -> None:
        """The view is shown (again), perhaps for a certain document or delivery; read what it needs in background."""

    def leave(self) -> None:
        """Another view is about to be shown."""

    def may_leave(self) -> bool:
        """Whether the view lets the window close or rebuild now; if not, it asks the person itself."""
        return True

    def refresh(self, kinds: frozenset[str]) -> None:
        """Something of `kinds` ("document", "delivery", …) changed, here or in another process."""

    def fit(self, *, narrow: bool, low: bool) -> None:
        """The window passed a breakpoint."""

    def actions_offered(self) -> Sequence[Action]:
        """The deeds of this view, each with its keys."""
        return ()


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the rail; each folder of ui/views exports one as PLACE.

    `create` imports the view's modules itself, so that the window paints before they are loaded.
    """

    key: str
    title: str  # a msgid marked with N_
    icon: str
    order: int
    create: Callable[[Shell], View]
    at_foot: bool = False


def find_places() -> list[Place]:
    """The places of all folders in ui/views, in their order; a new view needs no line here."""
    package = import_module("editor_app.ui.views")
    found: list[Place] = []
    for entry in pkgutil.iter_modules(package.__path__):
        if entry.ispkg:
            place = getattr(import_module(f"editor_app.ui.views.{entry.name}"), "PLACE", None)
            if isinstance(place, Place):
                found.append(place)
    return sorted(found, key=lambda place: place.order)
