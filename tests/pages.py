"""A page as a test reads it: parsed as a browser would, and looked over for what every page owes its reader."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.test import TestResponse

from medvirkning.people.words import GUESTS, LANGUAGES

FIELDS = ("input", "select", "textarea")
NO_LABEL = {"hidden", "submit", "button", "image"}
SILENT = {"script", "style", "template"}


class Page:
    """One answer. `text` is what a person reads, `errors` the messages at fields, `forms` what can be sent."""

    def __init__(self, response: TestResponse) -> None:
        self.response, self.status = response, response.status_code
        self.location = urlsplit(response.headers.get("Location", ""))._replace(scheme="", netloc="").geturl()
        self.html = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
        whole = self.html.lstrip().lower().startswith("<!doctype")
        self.root: Element = parser.parse(self.html) if whole else parser.parseFragment(self.html)
        self.invalid = [(place, code) for place, code, _ in parser.errors] if whole else []
        self.text = _read(self.root)
        self.errors = [_read(e) for e in self.root.iter() if "ds-validation-message" in _classes(e)]
        self.forms = [_form(e, self.root) for e in self.root.iter("form")]

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Every element of this tag with these attributes (`class_` looks for one class)."""
        wanted = attributes.pop("class_", None)
        return [
            element
            for element in self.root.iter(tag)
            if all(element.get(key.replace("_", "-")) == value for key, value in attributes.items())
            and (wanted is None or wanted in _classes(element))
        ]

    def links(self) -> list[str]:
        """Where the page's links lead."""
        return [element.get("href", "") for element in self.root.iter("a")]

    def form_values(self, having: str = "") -> dict[str, list[str]]:
        """What a browser would send untouched: the first POST form, or the first that has a field of this name."""
        return self.form(having)["data"]

    def form(self, having: str = "") -> dict[str, Any]:
        """The first POST form, or the first that has a field of this name."""
        for form in self.forms:
            if form["method"] == "post" and (not having or having in form["names"]):
                return form
        raise AssertionError(f"no POST form {having!r} on the page")

    def look_over(self) -> None:
        """Every page: valid, titled, in one language, one h1, labelled, unique ids, nothing inline."""
        assert not self.invalid, f"not valid HTML: {self.invalid[:5]}"
        laid_aside = {heading for template in self.all("template") for heading in template.iter("h1")}
        headings = [heading for heading in self.all("h1") if heading not in laid_aside]
        assert len(headings) == 1, f"{len(headings)} h1"
        assert any(_read(title) for title in self.all("title")), "no title"
        html = next(self.root.iter("html"), self.root)
        assert html.get("lang") in (*LANGUAGES, *GUESTS), "no language"
        ids = [element.get("id") for element in self.root.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), f"ids twice: {sorted({i for i in ids if ids.count(i) > 1})}"
        for element in self.root.iter():
            _nothing_inline(element)
        self._all_labelled(set(ids))

    def _all_labelled(self, ids: set[str | None]) -> None:
        labelled = {label.get("for") for label in self.root.iter("label")}
        wrapped = {field for label in self.root.iter("label") for field in label.iter() if field.tag in FIELDS}
        for element in self.root.iter():
            if element.tag in FIELDS and element.get("type") not in NO_LABEL:
                named = element.get("aria-label") or element.get("aria-labelledby") or element in wrapped
                assert named or element.get("id") in labelled, f"no label: {element.attrib}"
            for reference in ("aria-describedby", "aria-labelledby", "for"):
                lost = set(element.get(reference, "").split()) - ids
                assert not lost, f"{reference} points at nothing: {lost}"


def _classes(element: Element) -> list[str]:
    return str(element.get("class") or "").split()


def _read(element: Element) -> str:
    return " ".join("".join(_words(element)).split())


def _words(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return
    yield element.text or ""
    for child in element:
        yield " " if child.tag in ("p", "li", "div", "dt", "dd", "td", "th", "h1", "h2", "h3", "br", "label") else ""
        yield from _words(child)
        yield child.tail or ""


def _nothing_inline(element: Element) -> None:
    inline = [key for key in element.attrib if key == "style" or re.match(r"on[a-z]+$", str(key))]
    assert not inline, f"inline {inline} in {element.tag}"
    assert element.tag != "style", "inline style"
    assert element.tag != "script" or element.get("src"), "inline script"


def _form(form: Element, root: Element) -> dict[str, Any]:
    data: dict[str, list[str]] = {}
    names = set()
    inside = set(form.iter())
    for field in root.iter():
        if field.tag not in (*FIELDS, "button") or not field.get("name"):
            continue
        if field.get("form", form.get("id") if field in inside else None) != form.get("id") or (
            field not in inside and not form.get("id")
        ):
            continue
        name, kind = str(field.get("name")), field.get("type", "text")
        names.add(name)
        for value in _values(field, kind):
            data.setdefault(name, []).append(value)
    method = str(form.get("method", "get")).lower()
    return {"action": form.get("action", ""), "method": method, "data": data, "names": names, "id": form.get("id")}


def _values(field: Element, kind: str) -> Iterator[str]:
    if field.get("disabled") is not None or field.tag == "button" or kind in ("submit", "button", "image", "file"):
        return
    if field.tag == "textarea":
        yield (field.text or "").removeprefix("\n")
    elif field.tag == "select":
        options = list(field.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None] or options[:1]
        for option in chosen:
            yield option.get("value", option.text or "")
    elif kind in ("checkbox", "radio"):
        if field.get("checked") is not None:
            yield field.get("value", "on")
    else:
        yield field.get("value", "")
