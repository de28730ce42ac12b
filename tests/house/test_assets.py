"""What browsers are sent: small, whole, kept for ever, and nothing a strict policy would stop."""

import gzip
import hashlib
import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import pytest

from medvirkning.web.assets import build_assets
from medvirkning.web.bundles import NOT_IN_USE, in_use, minified, shaken
from medvirkning.web.macros import icons

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC = ROOT / "static"
VENDORS = sorted(
    path.parent for path in (*STATIC.glob("vendor/*/VENDOR.md"), *ROOT.glob("tests/browser/vendor/*/VENDOR.md"))
)
OWN_CSS = sorted(path for path in STATIC.glob("css/**/*.css"))
OWN_JS = sorted(path for path in STATIC.glob("js/**/*.js"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    static = tmp_path_factory.mktemp("static")
    shutil.copytree(STATIC, static, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build"))
    return static, build_assets(static)


def weight(built: tuple[Path, dict[str, str]], *names: str) -> int:
    static, files = built
    return sum((static / (files[name] + ".br")).stat().st_size for name in names)


def test_the_first_page_leaves_room_for_its_html(built: tuple[Path, dict[str, str]]) -> None:
    assert weight(built, "app.css") <= 6_000  # with 8,600 of HTML: one TCP window of 14,600


def test_a_form_page_leaves_room_for_its_html(built: tuple[Path, dict[str, str]]) -> None:
    assert weight(built, "app.css", "form.css", "app.js") <= 13_500  # with 4,500 of HTML: 18,000 in all


def test_our_own_scripts_are_small(built: tuple[Path, dict[str, str]]) -> None:
    _static, files = built
    others = ("htmx.js", "kiosk.js")
    assert weight(built, *(name for name in files if name.endswith(".js") and name not in others)) <= 4_000


def test_what_runs_on_tablets_is_fetched_in_a_moment(built: tuple[Path, dict[str, str]]) -> None:
    assert weight(built, "kiosk.js") <= 24_000  # the whole first load is to be within 250,000


def test_every_asset_has_its_compressed_twins(built: tuple[Path, dict[str, str]]) -> None:
    static, files = built
    for file in files.values():
        content = (static / file).read_bytes()
        if not file.endswith((".woff2", ".png")):
            assert brotli.decompress((static / (file + ".br")).read_bytes()) == content
            assert gzip.decompress((static / (file + ".gz")).read_bytes()) == content


def test_a_name_follows_from_the_content(built: tuple[Path, dict[str, str]]) -> None:
    static, files = built
    for file in files.values():
        assert hashlib.sha256((static / file).read_bytes()).hexdigest()[:10] in file


def test_nothing_is_written_when_nothing_has_changed(built: tuple[Path, dict[str, str]]) -> None:
    static, files = built
    before = {path: path.stat().st_mtime_ns for path in static.glob("build/*")}
    assert build_assets(static) == files
    assert {path: path.stat().st_mtime_ns for path in static.glob("build/*")} == before


def test_a_changed_source_gets_a_new_name_and_a_broken_manifest_is_made_anew(tmp_path: Path) -> None:
    shutil.copytree(STATIC, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build"))
    first = build_assets(tmp_path)
    with (tmp_path / "css/app/base.css").open("a") as sheet:
        sheet.write(".changed { color: red; }\n")
    second = build_assets(tmp_path)
    assert second["app.css"] != first["app.css"]
    assert second["app.js"] == first["app.js"]
    (tmp_path / "build/manifest.json").write_text("{")
    assert build_assets(tmp_path) == second


def test_several_processes_may_build_at_once(tmp_path: Path) -> None:
    shutil.copytree(STATIC, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build"))
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(build_assets, [tmp_path] * 4))
    assert all(answer == answers[0] for answer in answers)
    assert json.loads((tmp_path / "build/manifest.json").read_text())["files"] == answers[0]
    assert not list(tmp_path.glob("build/.*"))


def test_every_token_that_is_used_is_given(built: tuple[Path, dict[str, str]]) -> None:
    static, files = built
    app = (static / files["app.css"]).read_text()
    for name in files:
        if name.endswith(".css"):
            sheet = (static / files[name]).read_text()
            used = set(
                re.findall(r"var\((--(?:ds-color|ds-size|ds-border|ds-font-weight|ds-line|mv)-?[\w-]*)\)", sheet)
            )
            given = set(re.findall(r"(--[\w-]+):", app + sheet))
            assert used - given == set(), name


def test_every_sheet_is_in_some_bundle() -> None:
    imported = {
        (entry.parent / path).resolve()
        for entry in STATIC.glob("css/*.css")
        for path in re.findall(r'@import "([^"]+)"', entry.read_text())
    }
    assert {path for path in OWN_CSS if path.parent.name != "css"} - imported == set()


@pytest.mark.parametrize("sheet", OWN_CSS, ids=lambda path: str(path.relative_to(STATIC)))
def test_sheets_are_whole_and_fetch_nothing_from_elsewhere(sheet: Path) -> None:
    text = re.sub(r'url\("data:[^"]*"\)', "", sheet.read_text())
    assert text.count("{") == text.count("}")
    assert "http" not in text


@pytest.mark.parametrize("file", OWN_JS, ids=lambda path: str(path.relative_to(STATIC)))
def test_scripts_neither_evaluate_text_nor_write_html(file: Path) -> None:
    assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write|http", file.read_text())


@pytest.mark.parametrize("folder", VENDORS, ids=lambda path: path.name)
def test_what_we_took_from_others_is_unchanged(folder: Path) -> None:
    said = dict(re.findall(r"^\| (\S+) \| ([0-9a-f]{64}) \|$", (folder / "VENDOR.md").read_text(), re.MULTILINE))
    files = {path.name: path for path in folder.iterdir() if path.name != "VENDOR.md"}
    assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()} == said


def test_icons_take_the_colour_of_the_text() -> None:
    for name, drawing in icons(STATIC / "vendor" / "aksel-icons").items():
        assert name == name.lower()
        assert "fill=" not in drawing
        assert "<path" in drawing


@pytest.mark.parametrize(
    ("css", "wanted"),
    [
        (".a { color : red ; }", ".a{color :red}"),
        (".a > .b , .c { margin: 0.5em -0.25em; }", ".a>.b,.c{margin:.5em -.25em}"),
        ('.a::after { content: "a  > b"; }', '.a::after{content:"a  > b"}'),
        ("/* why */ .a { width: calc(1px + 2px); }", ".a{width:calc(1px + 2px)}"),
        ("@media (min-width: 52rem) { .a { b: c; } }", "@media (min-width:52rem){.a{b:c}}"),
    ],
    ids=["blanks", "numbers and selectors", "texts", "comments and sums", "media"],
)
def test_minifying_keeps_the_meaning(css: str, wanted: str) -> None:
    assert minified(css) == wanted


def test_parts_of_the_design_system_that_are_left_out_are_on_no_page() -> None:
    wanted = {
        re.sub(r"[\[\]]|^\.", "", re.split(r"(?<=.)\[data-color", part)[0]).replace("=", '="') for part in NOT_IN_USE
    }
    wanted.discard("ds-validation-message")
    for path in (*ROOT.glob("templates/**/*.html"), *OWN_JS):
        text = path.read_text("utf-8")
        assert not [part for part in wanted if part in text], path
        assert "ds-validation-message" not in text or "data-color" not in text, path
        assert not re.search(r'class="ds-field\b(?:(?!</div>).)*type="(?:radio|checkbox)"', text, re.DOTALL), path


def test_leaving_out_takes_selectors_and_empty_groups_and_nothing_else() -> None:
    css = '.ds-icon,.a:is(.b,.c){x:url("}")}@media print{.ds-focus{y:z}}@media all{.d{y:z}}@keyframes k{to{y:z}}'
    assert in_use(css) == '.a:is(.b,.c){x:url("}")}@media all{.d{y:z}}@keyframes k{to{y:z}}'
    assert in_use(".ds-floating{&[data-x]:before{top:1px}}.e{y:z}") == ".e{y:z}"


def test_shaking_keeps_what_is_used_through_others() -> None:
    theme = ":root { --ds-a: var(--ds-b); --ds-b: 1px; --ds-c: 2px; --ds-d: 3px; }"
    assert shaken(theme, ".x { width: var(--ds-a) }") == ":root{--ds-a:var(--ds-b);--ds-b:1px}"
    assert shaken(theme, ".x { width: var(--ds-a) }", frozenset({"--ds-b"})) == ":root{--ds-a:var(--ds-b)}"
    assert shaken(theme, "") == ""
