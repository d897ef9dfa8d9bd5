"""Brings servers up by hand, without pytest: `python -m tests.live [NAME ...]`; without a name, all of them."""

import sys

from tests.live.targets import MAKERS, Targets


def main(names: list[str]) -> int:
    """Starts the servers of those names (all without a name), says where they are, and ends them on Enter."""
    unknown = set(names) - MAKERS.keys()
    if unknown:
        sys.stderr.write(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(MAKERS)}\n")
        return 2
    targets = Targets()
    targets.bring(names or list(MAKERS), _say)
    _say("press Enter to end")
    sys.stdin.readline()
    return 0 if all(": not there: " not in line for line in targets.lines()) else 1


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
