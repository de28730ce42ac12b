"""The counter of whoever appeals: the applicant, or somebody else whose appeal staff have written in."""

from flask import Blueprint

blueprint = Blueprint("appealing", __name__)
