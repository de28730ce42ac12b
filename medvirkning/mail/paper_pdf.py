"""The PDF of forms on paper: tagged and archivable, made as the letters are, one form after another."""

import json
from datetime import datetime
from typing import Any

from medvirkning.mail.typesetting import typeset


def paper_pdf(form: dict[str, Any], *, at: datetime) -> bytes:
    """The forms that `paper_form` has words for, each with its number; the same bytes each time they are fetched."""
    return typeset("paper", at=int(at.timestamp()), form=json.dumps(form, ensure_ascii=False))
