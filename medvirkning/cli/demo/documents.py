"""Attachments for the demo's applications: short PDFs that say plainly that they are examples."""

from functools import cache

import typst

SOURCE = """
#set document(title: sys.inputs.title)
#set page("a4", margin: 3cm)
#set text(lang: "nb", size: 12pt)
= #sys.inputs.title
#sys.inputs.text
"""

TEXTS = {
    "statutes": ("Vedtekter", "Laget er åpent for alle. Årsmøtet velger styret. Dette er et eksempel i en demo."),
    "permission": ("Tillatelse", "Vi eier grunnen og sier ja til tiltaket. Dette er et eksempel i en demo."),
    "quote": ("Pristilbud", "Verktøy i barnestørrelse, 22 000 kroner. Dette er et eksempel i en demo."),
}


@cache
def document(key: str) -> tuple[str, bytes]:
    """The name and bytes of the file that answers one wanted attachment."""
    title, text = TEXTS[key]
    inputs = {"title": title, "text": text}
    return f"{title.lower()}.pdf", typst.compile(SOURCE.encode(), format="pdf", sys_inputs=inputs)
