"""The applicant's counter after the answer: the grant is accepted, and accounted for."""

from flask import Blueprint

blueprint = Blueprint("accounting", __name__, url_prefix="/soknad")
