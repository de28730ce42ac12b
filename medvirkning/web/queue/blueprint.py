"""The queue's part of the counter."""

from flask import Blueprint

blueprint = Blueprint("queue", __name__, url_prefix="/<slug>/arbeid/soknader")
