"""`flask translations`: bring the catalogues up to date with the source texts, and compile them.

The files are written sorted, without places and dates, so that two people's changes seldom meet. The guests'
catalogues are kept by hand and only compiled.
"""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGUES = ROOT / "translations"
LANGUAGES = ("nb", "nn")
GUESTS = ("ar", "uk", "pl")  # English is the source texts themselves; theirs hold what their pages say (web/guests.py)
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "_lp": ((1, "c"), 2), "_p": ((1, "c"), 2), "_n": (1, 2)}
KEYWORDS["_you"] = (1, 1)  # one English sentence, said to one or to several: `du` and `dere` (mail/letter_voice.py)
PYTHON = [("**.py", "python")]
TEMPLATES = [("**.html", "jinja2"), ("**.txt", "jinja2")]
JINJA = {pattern: {"silent": "false", "trimmed": "true", "extensions": "jinja2.ext.do"} for pattern, _ in TEMPLATES}
DATED = datetime(2026, 1, 1, tzinfo=UTC)


def template() -> Catalog:
    """Every source text of the code and the templates."""
    catalog = Catalog(project="Medvirkning", version="1", charset="utf-8", creation_date=DATED, revision_date=DATED)
    for folder, methods, options in ((ROOT / "medvirkning", PYTHON, {}), (ROOT / "templates", TEMPLATES, JINJA)):
        for file, line, text, comments, context in extract_from_dir(folder, methods, options, KEYWORDS):
            catalog.add(text, None, [(f"{folder.name}/{file}", line)], auto_comments=comments, context=context)
    return catalog


def path_of(language: str) -> Path:
    """The catalogue of a language."""
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it is on disk, or an empty one."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="Medvirkning", version="1", creation_date=DATED, revision_date=DATED)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def save(catalog: Catalog, path: Path) -> None:
    """Write a catalogue, sorted and without what changes by itself."""
    catalog.creation_date = catalog.revision_date = DATED
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=110, no_location=True, sort_output=True, ignore_obsolete=True)


def compile_catalogues() -> None:
    """Make the .mo files that are missing or older than their .po.

    Each is put in place whole, from a draft of one's own: several processes may start at once.
    """
    for language in (*LANGUAGES, *GUESTS):
        po = path_of(language)
        mo = po.with_suffix(".mo")
        if po.exists() and (not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime):
            new = mo.with_name(f".{mo.name}.{secrets.token_hex(4)}")
            with new.open("wb") as file:
                write_mo(file, catalogue(language))
            new.replace(mo)


@click.command("translations")
def translations() -> None:
    """Extract the source texts, update nb and nn, and compile."""
    source = template()
    save(source, CATALOGUES / "messages.pot")
    for language in LANGUAGES:
        catalog = catalogue(language)
        catalog.update(source, no_fuzzy_matching=True, update_creation_date=False)
        save(catalog, path_of(language))
        missing = sum(1 for message in catalog if message.id and not all(_strings(message.string)))
        click.echo(f"{language}: {missing} untranslated")
    compile_catalogues()


def _strings(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))
