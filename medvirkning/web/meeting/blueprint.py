"""The meeting's part of the counter."""

from flask import Blueprint

blueprint = Blueprint("meeting", __name__, url_prefix="/<slug>/arbeid/moter")
