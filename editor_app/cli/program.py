"""The command tree, and the one place where whatever goes wrong becomes a sentence and an exit code."""

from __future__ import annotations

import io
import logging
import os
import re
import sys
from contextlib import redirect_stdout
from importlib import import_module
from typing import TYPE_CHECKING

import typer
from typer.main import get_group

from editor_app.cli.answers import Voice, emit
from editor_app.cli.arguments import WrongUsage, language_for, split
from editor_app.cli.call import Call
from editor_app.cli.words import _
from editor_app.domain.errors import DeskError, Invalid
from editor_app.domain.text import T
from editor_app.services import logs
from editor_app.storage.places import user_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

log = logging.getLogger(__name__)

_UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""What typer raises for wrong usage; it has no public name of its own."""
_GROUPS = {
    "member": ("member_commands", "group", _("Members: invite, activate, confirm, roles, deputies.")),
    "route": ("route_commands", "group", _("Routes of approval: who signs, in which order, by when.")),
    "team": ("team_commands", "group", _("A team's database: logins, one's own password, installation.")),
    "account": ("account_commands", "accounts", _("Official accounts: connect, test, list.")),
    "register": (
        "register_commands",
        "group",
        _("Register of accounts: whose they are, filed or to be filed by when."),
    ),
    "platform": ("account_commands", "platforms", _("Platforms: what each can do, with sources.")),
    "embargo": ("embargo_commands", "group", _("Embargoes: until when a document may not be seen, and by whom.")),
    "emergency": ("emergency_commands", "group", _("The emergency lane: locked templates, and the second look after.")),
    "slot": ("slot_commands", "group", _("Times of the office: regular times, gaps, the lead account, quiet days.")),
    "document": (
        "revision_commands",
        "group",
        _("A document's revisions: save beside others, look back, compare, restore."),
    ),
    "hand-off": ("hand_off_commands", "group", _("What people post by hand: its kits, addresses and second looks.")),
    "recall": ("recall_commands", "group", _("Cases: setting right what is out, on every account, with proof.")),
    "comment": ("comment_commands", "group", _("Comments and suggestions on documents.")),
    "message": ("message_commands", "group", _("Messages of readers below what is out: read, answer, hide, feature.")),
    "packet": ("packet_commands", "group", _("Reviewers without an account: their key, a packet out, a decision in.")),
    "chart": ("picture_commands", "charts", _("Charts from tables.")),
    "media": ("picture_commands", "media", _("Pictures.")),
}
"""Each group: the module that holds it, its name there, what the help says of it."""
_FLAT = {
    "workspace_commands": ("init", "audit", "doctor"),
    "document_commands": ("import", "new", "edit", "show", "list", "set", "check", "render"),
    "comment_commands": ("suggest",),
    "edition_commands": ("submit", "decide", "renew", "read", "queue"),
    "delivery_commands": ("worker", "status"),
    "health_commands": ("health",),
    "practice_commands": ("sandbox",),
    "queue_commands": ("hold", "release", "cancel", "retry", "reschedule", "ask", "freeze"),
    "recall_commands": ("correct", "withdraw"),
    "watch_commands": ("alarms", "release-past"),
    "backup_commands": ("backup", "restore", "export"),
    "move_commands": ("move",),
    "evidence_commands": ("evidence", "verify"),
}
"""Each module with commands of the top level, and their names: a call loads the module of the command that it names."""


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code."""
    _speak_utf8()
    voice = Voice(language_for(""), json="--json" in arguments)
    try:
        chosen, rest = split(arguments)
        voice = Voice(language_for(chosen.language), chosen.json)
        logs.begin(user_folder() / "logs")
        call = Call(chosen, voice)
        if chosen.json and not rest:
            raise WrongUsage(T("No command was named."), T("See `editor-app --help`."))
        with call.closing:
            return _run(call, rest or ["--help"])
    except WrongUsage as wrong:
        voice.error(wrong)
        return 2
    except BrokenPipeError:  # whoever read our output has gone: nothing is left to say, and nobody to hear it
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - lives until the process ends
        return 1
    except OSError as error:
        log.exception("the user's folder is out of reach")
        voice.refusal(
            "unavailable",
            voice.words(T("A folder of Press Desk can't be used: {said}", said=error.strerror or "")),
            voice.words(T("Check the rights of your home folder, or XDG_DATA_HOME, and the room on its disk.")),
        )
        return 1


def tree(named: str = "") -> typer.Typer:
    """Every command; when one is named, what goes with it alone, for the others cost their imports."""
    app = typer.Typer(
        name="editor-app",
        help=_("Press Desk: draft, approve and publish to every official account, once and provably."),
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    flat = [module for module, names in _FLAT.items() if named in names]
    whole = not flat and named not in _GROUPS
    for name, (module, place, help_text) in _GROUPS.items():
        if whole or name == named:
            app.add_typer(getattr(_loaded(module), place), name=name, help=help_text)
    for module in _FLAT if whole else flat:
        _loaded(module).add_to(app)
    return app


def _loaded(module: str) -> ModuleType:
    return import_module(f"{__package__}.{module}")


def _run(call: Call, rest: list[str]) -> int:
    """Exit code of the command; Ctrl+C ends it as typer.Abort."""
    try:
        code = _code_of(rest, call)
    except BrokenPipeError:
        raise
    except WrongUsage as wrong:
        call.voice.error(wrong)
        return 2
    except (DeskError, typer.Abort) as refused:
        call.voice.error(refused if isinstance(refused, DeskError) else Invalid(T("Stopped.")))
        return 1
    except typer.Exit as ended:
        return ended.exit_code
    except _UsageError as wrong:
        call.voice.refusal("usage", _said(wrong, call.voice), call.voice.words(T("See `editor-app --help`.")))
        return 2
    except Exception as unforeseen:
        log.exception("a command failed")
        _confess(call.voice, unforeseen)
        return 1
    return code if isinstance(code, int) else 0


def _code_of(rest: list[str], call: Call) -> object:
    """The exit code; a help text becomes the one JSON object too."""
    named = next((word for word in rest if not word.startswith("-")), "")
    command = get_group(tree(named))
    _translate(command, call.voice)
    if not (call.voice.json and "--help" in rest):
        return command.main(rest, prog_name="editor-app", standalone_mode=False, obj=call)
    with redirect_stdout(io.StringIO()) as told:
        code = command.main(rest, prog_name="editor-app", standalone_mode=False, obj=call)
    emit({"help": told.getvalue()})
    return code


def _speak_utf8() -> None:
    """JSON is UTF-8 everywhere; a character that a terminal lacks is shown by its number and stops nothing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _confess(voice: Voice, unforeseen: Exception) -> None:
    kind = type(unforeseen).__name__
    sentence = T("Press Desk made a mistake ({kind}); nothing was left half done.", kind=kind)
    following = T("Please report it with the output of `editor-app doctor`.")
    voice.refusal("bug", voice.words(sentence), voice.words(following))


def _said(wrong: BaseException, voice: Voice) -> str:
    if voice.json and type(wrong).__name__ == "NoArgsIsHelpError":
        return voice.words(T("Which command of this group?"))
    option, parameter = getattr(wrong, "option_name", ""), getattr(wrong, "param", None)
    if option and type(wrong).__name__ == "NoSuchOption":
        return voice.words(T("There is no option {name} here.", name=str(option)))
    if parameter is not None and type(wrong).__name__ == "MissingParameter":
        return voice.words(T("{name} is missing.", name=_shown(parameter)))
    if command := re.fullmatch(r"No such command '(.*)'\.", str(wrong)):
        return voice.words(T("There is no command “{name}”.", name=command[1]))
    formatted = getattr(wrong, "format_message", None)
    return str(formatted()) if callable(formatted) else str(wrong)


def _shown(parameter: object) -> str:
    """How a person writes an argument or option."""
    options = getattr(parameter, "opts", ())
    is_option = getattr(parameter, "param_type_name", "") == "option"
    return str(options[0]) if is_option and options else str(getattr(parameter, "name", "")).upper()


def _translate(command: object, voice: Voice) -> None:
    """Put every help text of the tree into the chosen language."""
    for holder in (command, *getattr(command, "params", ())):
        text = getattr(holder, "help", None)
        if text:
            holder.help = voice.words(text)
    for below in getattr(command, "commands", {}).values():
        _translate(below, voice)
