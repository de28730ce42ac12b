"""A letter about repayment is read as it will be before it is sent; what was filled in goes along behind it."""

from typing import Any

from flask import render_template, request
from wtforms import HiddenField

from medvirkning.mail.letter_content import LetterContent
from medvirkning.web.forms import Form


class ReadFirst(Form):
    """A form whose letter is read before it is sent."""

    digest = HiddenField()  # of the letter that was read

    def has_read(self, content: LetterContent) -> bool:
        """Whether the letter that would be sent now is the one that was on the page."""
        return bool(self.digest.data == content.digest)


def wants_change() -> bool:
    """Whether who reads the letter wants to go back and change what was filled in."""
    return request.form.get("step") == "change"


def to_read(form: ReadFirst, content: LetterContent, *, here: str, sure: str, press: str) -> Any:
    """The letter as it will be, what sending it means (`sure`) and the button. Nothing is decided or kept yet.

    409 where another letter was read than the one that would be sent now.
    """
    changed = bool(form.digest.data)
    form.digest.data = content.digest
    page = render_template("following_up/read_repayment.html", content=content, form=form, here=here, changed=changed,
                           sure=sure, press=press)  # fmt: skip
    return page, 409 if changed else 200
