"""Style sheets, scripts and pictures as browsers get them: bundled, shaken, hashed by content and pre-compressed.

Every `static/css/*.css` and `static/js/*.js` is a bundle: a list of imports. What comes out lies in `static/build/`
under names that change with the content, so that they may be kept for ever, with a `.br` and a `.gz` beside each.
"""

import gzip
import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

import brotli
from flask import Flask

from medvirkning.web.bundles import script, style_sheet

VENDORED = {"htmx.js": "vendor/htmx/htmx.min.js"}
AS_THEY_ARE = ("font/*.woff2", "img/*.svg", "img/*.png")
SOURCES = ("css/**/*.css", "js/**/*.js", "vendor/**/*.css", "vendor/**/*.js", *AS_THEY_ARE)
READY_COMPRESSED = frozenset({".woff2", ".png"})
BUILDER = b"".join(Path(__file__).with_name(name).read_bytes() for name in ("assets.py", "bundles.py"))  # as it runs
FIRST = "app.css"  # every page has it, so the other sheets leave out the tokens it gives


def build_assets(static_folder: str | Path) -> dict[str, str]:
    """Name of each asset → its file under the static folder, such as `app.css` → `build/app-1f3c….css`.

    Does nothing when the sources are unchanged. Several processes may build at once: names follow from content, each
    file is moved into place whole, and the manifest last.
    """
    static = Path(static_folder)
    manifest, digest = static / "build" / "manifest.json", _digest(static)
    try:
        known = json.loads(manifest.read_text("utf-8"))
        if known["digest"] == digest:
            return dict(known["files"])
    except (FileNotFoundError, ValueError, KeyError):
        pass
    manifest.parent.mkdir(parents=True, exist_ok=True)
    files = dict(_built(static))
    _put(manifest, json.dumps({"digest": digest, "files": files}, indent=1).encode())
    return files


def set_up(app: Flask) -> None:
    """Build, and give templates `asset("app.css")`. While debugging, a changed source is built anew."""
    folder = app.static_folder or "static"
    files = build_assets(folder)

    def asset(name: str) -> str:
        known = build_assets(folder) if app.debug else files
        return f"/static/{known[name]}"  # WhiteNoise answers there

    app.jinja_env.globals["asset"] = asset


def _digest(static: Path) -> str:
    """A fingerprint of all that is built from, and of the code that builds."""
    total = hashlib.sha256(BUILDER)
    for path in sorted({path for pattern in SOURCES for path in static.glob(pattern)}):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _built(static: Path) -> Iterator[tuple[str, str]]:
    """Write every asset; yield its name and where it lies. Fonts and pictures first: the sheets point to them."""
    hashed: dict[str, str] = {}
    for pattern in AS_THEY_ARE:
        for path in sorted(static.glob(pattern)):
            hashed[path.name] = _write(static, path.name, path.read_bytes())
    for name, source in VENDORED.items():
        hashed[name] = _write(static, name, (static / source).read_bytes())
    for path in sorted((static / "js").glob("*.js")):
        hashed[path.name] = _write(static, path.name, script(path).encode())
    given: frozenset[str] = frozenset()
    for path in sorted((static / "css").glob("*.css"), key=lambda path: (path.name != FIRST, path.name)):
        text = style_sheet(path, given, hashed)
        hashed[path.name] = _write(static, path.name, text.encode())
        if path.name == FIRST:
            given = frozenset(re.findall(r"(--ds-[\w-]+):", text))
    yield from hashed.items()


def _write(static: Path, name: str, content: bytes) -> str:
    """Write one asset under its hashed name, unless it is there already; its path under the static folder."""
    plain = Path(name)
    target = static / "build" / f"{plain.stem}-{hashlib.sha256(content).hexdigest()[:10]}{plain.suffix}"
    if not target.exists():
        if plain.suffix not in READY_COMPRESSED:
            _put(target.with_name(target.name + ".br"), brotli.compress(content, quality=11))
            _put(target.with_name(target.name + ".gz"), gzip.compress(content, 9, mtime=0))
        _put(target, content)
    return f"build/{target.name}"


def _put(target: Path, content: bytes) -> None:
    """Move a finished file into place, so that nobody ever reads half of it."""
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    draft.write_bytes(content)
    os.replace(draft, target)  # noqa: PTH105  (replaces on every system)
