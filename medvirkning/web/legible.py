"""The request as our views meet it: what a form says is text, whoever or whatever sent it."""

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict

from medvirkning.kernel.plain_text import tidy


class LegibleRequest(Request):
    """A request whose form holds no control characters: whatever of it is shown or stored stays a valid page."""

    def _load_form_data(self) -> None:
        loaded = "form" in self.__dict__
        super()._load_form_data()
        if not loaded:
            legible = [(name, tidy(value)) for name, value in self.__dict__["form"].items(multi=True)]
            self.__dict__["form"] = ImmutableMultiDict(legible)
