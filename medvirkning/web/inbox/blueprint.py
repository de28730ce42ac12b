"""The coordinator's inbox: reading is in views, moves in acts, answers in answering, the desk's own things in desk."""

from flask import Blueprint

blueprint = Blueprint("inbox", __name__)
