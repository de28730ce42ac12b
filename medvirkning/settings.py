"""What an installation decides about itself, read once from the environment.

Production is what you get when you say nothing, and it refuses to start half-configured. The demo must be asked for.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class SettingsIncomplete(ValueError):
    """The environment can't make a safe installation; the message names every setting that is wrong or missing."""


@dataclass(frozen=True)
class Settings:
    """One installation. `base_url` has no slash at the end; `data` is the folder of database, files and mail."""

    secret_key: str = field(repr=False)
    base_url: str
    data: Path
    database_url: str = field(repr=False)
    mail_url: str = field(repr=False)
    mail_from: str
    demo: bool = False
    rate_limits: bool = True
    trusted_proxies: int = 0
    registers: bool = False  # ask the public registers of organisations, over the net

    @property
    def secure(self) -> bool:
        """True when people reach the site by https, so that cookies may demand it."""
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        """The host name of every link and of every request that is answered."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def files(self) -> Path:
        """The folder of uploaded files."""
        return self.data / "files"

    @property
    def mail_folder(self) -> Path:
        """The folder mail is laid in when `mail_url` is `folder:`."""
        return self.data / "mail"


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process. Raises SettingsIncomplete with all that is missing, not only the first."""
    env = os.environ if environ is None else environ
    data = Path(env.get("MEDVIRKNING_DATA") or "var").absolute()
    database_url = _database_url(env.get("DATABASE_URL") or f"sqlite:///{data / 'medvirkning.sqlite'}")
    if env.get("MEDVIRKNING_DEMO") == "1":
        return _demo(env, data, database_url)
    return _production(env, data, database_url)


def _production(env: Mapping[str, str], data: Path, database_url: str) -> Settings:
    wrong = []
    secret_key, base_url = env.get("MEDVIRKNING_SECRET_KEY", ""), env.get("MEDVIRKNING_URL", "").rstrip("/")
    mail_url, mail_from = env.get("MEDVIRKNING_MAIL_URL", ""), env.get("MEDVIRKNING_MAIL_FROM", "")
    if len(secret_key) < 32:
        wrong.append("MEDVIRKNING_SECRET_KEY must be at least 32 random characters")
    if urlsplit(base_url).scheme != "https" and urlsplit(base_url).hostname not in LOOPBACK:
        wrong.append("MEDVIRKNING_URL must be the public address of the site, beginning with https://")
    if not mail_url.startswith(("smtp://", "smtps://", "folder:")):
        wrong.append("MEDVIRKNING_MAIL_URL must be smtp://user:password@host:port, smtps://… or folder:")
    if "@" not in mail_from:
        wrong.append("MEDVIRKNING_MAIL_FROM must be the address mail is sent from")
    if not env.get("MEDVIRKNING_DATA"):
        wrong.append("MEDVIRKNING_DATA must be the folder of database, files and mail")
    proxies = env.get("MEDVIRKNING_TRUSTED_PROXIES", "0")
    if not proxies.isdigit():
        wrong.append("MEDVIRKNING_TRUSTED_PROXIES must be a number: how many proxies stand in front")
    if wrong:
        raise SettingsIncomplete("Medvirkning can't start yet:\n- " + "\n- ".join(wrong))
    return Settings(
        secret_key=secret_key,
        base_url=base_url,
        data=data,
        database_url=database_url,
        mail_url=mail_url,
        mail_from=mail_from,
        rate_limits=env.get("MEDVIRKNING_RATE_LIMITS") != "off",
        trusted_proxies=int(proxies),
        registers=env.get("MEDVIRKNING_REGISTERS") == "on",
    )


def _demo(env: Mapping[str, str], data: Path, database_url: str) -> Settings:
    base_url = (env.get("MEDVIRKNING_URL") or f"http://localhost:{env.get('PORT') or '8000'}").rstrip("/")
    if urlsplit(base_url).hostname not in LOOPBACK:
        raise SettingsIncomplete("The demo lets anyone sign in as anyone, so it runs on this machine only (localhost).")
    return Settings(
        secret_key=_kept_secret(data / "demo-secret"),
        base_url=base_url,
        data=data,
        database_url=database_url,
        mail_url=env.get("MEDVIRKNING_MAIL_URL") or "folder:",
        mail_from=env.get("MEDVIRKNING_MAIL_FROM") or "post@medvirkning.example",
        demo=True,
        rate_limits=env.get("MEDVIRKNING_RATE_LIMITS") != "off",
        registers=env.get("MEDVIRKNING_REGISTERS") == "on",
    )


def _kept_secret(path: Path) -> str:
    """A random secret made once per data folder, readable by its owner only; the first of several processes wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    with os.fdopen(handle, "w") as file:
        file.write(secret := secrets.token_urlsafe(48))
    return secret


def _database_url(url: str) -> str:
    """The URL with the driver we use; `postgres://` and `postgresql://` both mean psycopg."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
