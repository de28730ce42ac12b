"""The applicant's counter. Everything under /soknad is one person's own."""

from flask import Blueprint

blueprint = Blueprint("applying", __name__, url_prefix="/soknad")
