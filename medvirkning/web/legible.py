"""The request as our views meet it: what a form says is text, and whoever only looks changes nothing."""

from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict

from medvirkning.kernel.plain_text import tidy


class LegibleRequest(Request):
    """A request whose form holds no control characters: whatever of it is shown or stored stays a valid page.

    A HEAD asks for a page's headers, and is to a view what the GET is; the server leaves the body out. It needs no
    token, so that a view which took it for a form would write for anyone: mail scanners ask for the head of links.
    """

    def __init__(self, environ: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(environ, *args, **kwargs)
        if self.method == "HEAD":
            self.method = "GET"

    def _load_form_data(self) -> None:
        loaded = "form" in self.__dict__
        super()._load_form_data()
        if not loaded:
            legible = [(name, tidy(value)) for name, value in self.__dict__["form"].items(multi=True)]
            self.__dict__["form"] = ImmutableMultiDict(legible)
