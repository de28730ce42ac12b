"""Macros as components: `ui.stitched(…)` in any template or block, without an import at the top.

A block rendered alone does not run its file's imports, so the macros of `templates/macros/` are loaded once for the
application and reached through one global. They see the environment's globals (`_`, `url_for`, `asset`), not a page's
variables: what a macro shows, it is given.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import segno
from flask import Flask, current_app, get_flashed_messages, request, url_for
from jinja2 import Environment
from jinja2.runtime import Macro
from markupsafe import Markup

from medvirkning.kernel import kroner
from medvirkning.web.filters import kr
from medvirkning.web.forms import heading
from medvirkning.web.labels.lookup import sentence

PAGE = "side"  # the query parameter that says which page of a list
EMPTY_PATH = re.compile(r'\s(?:fill|clip-rule)="(?:currentColor|evenodd|none)"')


class Macros:
    """Every macro of `templates/macros/` and the given functions, by name. Loaded when the first one is asked for."""

    def __init__(self, environment: Environment, **functions: Any) -> None:
        self._environment = environment
        self._functions = functions
        self._found: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._found or self._stale():
            self._load()
        try:
            return self._found[name]
        except KeyError:
            raise AttributeError(f"no macro named {name}") from None

    def _stale(self) -> bool:
        environment = self._environment
        return environment.auto_reload and not all(
            environment.get_template(file).is_up_to_date for file in self._files()
        )

    def _files(self) -> list[str]:
        return self._environment.list_templates(filter_func=lambda file: file.startswith("macros/"))

    def _load(self) -> None:
        found = dict(self._functions)
        for file in self._files():
            for name, macro in vars(self._environment.get_template(file).make_module()).items():
                if isinstance(macro, Macro):
                    if name in found:
                        raise ValueError(f"two macros are named {name}; one is in {file}")
                    found[name] = macro
        self._found = found


def icons(folder: Path) -> dict[str, Markup]:
    """Name → drawing of each icon in the folder: `ArrowRight.svg` is called `arrow-right`."""
    found = {}
    for file in folder.glob("*.svg"):
        name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", file.stem).lower()
        inside = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", file.read_text("utf-8"), flags=re.DOTALL)
        found[name] = Markup(EMPTY_PATH.sub("", inside).strip())  # noqa: S704  (our own files)
    return found


def qr_path(text: str) -> tuple[int, Markup]:
    """The width in modules of a QR code and its black runs as one SVG path."""
    code = segno.make(text, error="m", micro=False)
    width = len(code.matrix)
    return width, Markup("".join(_runs(code.matrix)))  # noqa: S704  (numbers only)


def _runs(matrix: Any) -> Iterator[str]:
    for y, row in enumerate(matrix):
        for run in re.finditer(rb"\x01+", bytes(row)):
            length = run.end() - run.start()
            yield f"M{run.start()} {y}h{length}v1h-{length}z"


def query_url(**changes: Any) -> str:
    """This page's address with some of its query changed; a value of None takes the key away. Starts from page one."""
    query = request.args.to_dict(flat=False)
    for key, value in {PAGE: None, **changes}.items():
        query.pop(key, None)
        if value is not None:
            query[key] = [str(value)]
    pairs = urlencode(query, doseq=True)
    return f"{request.path}?{pairs}" if pairs else request.path


def page_url(number: int) -> str:
    """This list's address at another page, filters and sorting kept."""
    return query_url(**{PAGE: number if number > 1 else None})


def pages_around(page: int, pages: int) -> list[int]:
    """The page numbers worth a link: first, last and those near; 0 stands for a gap."""
    near = sorted({1, pages, *(n for n in range(page - 1, page + 2) if 1 <= n <= pages)})
    shown: list[int] = []
    for number in near:
        if shown and number - shown[-1] == 2:
            shown.append(number - 1)
        elif shown and number - shown[-1] > 2:
            shown.append(0)
        shown.append(number)
    return shown


def flashes() -> list[tuple[str, str]]:
    """What happened on the last page, as (kind, text). Leaves the session alone when the browser has none."""
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return []
    return get_flashed_messages(with_categories=True)  # type: ignore[return-value]


def form_problems(form: Any) -> list[tuple[str, str]]:
    """(id, message) of everything wrong in a form, in the page's order."""
    if form is None:
        return []
    if hasattr(form, "summary"):
        return list(form.summary())
    return [(field.id, str(error)) for field in form for error in field.errors]


def link_to(endpoint: str, **values: Any) -> str:
    """The address of a page, with those of the values it asks for; nothing when this installation has no such page."""
    if endpoint not in current_app.view_functions:
        return ""
    asked = {name for rule in current_app.url_map.iter_rules(endpoint) for name in rule.arguments}
    return url_for(endpoint, **{name: value for name, value in values.items() if name in asked})


def set_up(app: Flask) -> None:
    """Give templates `ui`, `icon` and the small functions that macros and layouts use."""
    environment = app.jinja_env
    environment.trim_blocks = environment.lstrip_blocks = True
    drawings = icons(Path(app.static_folder or "static") / "vendor" / "aksel-icons")

    @cache
    def icon(name: str, class_: str = "") -> Markup:
        return Markup('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>').format(
            f"icon {class_}".strip(), drawings[name]
        )

    environment.globals.update(
        ui=Macros(environment, icon=icon),
        icon=icon,
        kr=kr,
        kroner=kroner.show,
        qr_path=qr_path,
        query_url=query_url,
        page_url=page_url,
        pages_around=pages_around,
        flashes=flashes,
        form_problems=form_problems,
        problems_heading=heading,
        sentence=sentence,
        link_to=link_to,
    )
