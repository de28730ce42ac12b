"""The letters' part of the counter: the group's list and preview in views and sending, the applicant's own in own."""

from flask import Blueprint

blueprint = Blueprint("letters", __name__)
