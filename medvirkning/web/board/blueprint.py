"""The board's blueprint: reading is in views, pressing in agreeing."""

from flask import Blueprint

blueprint = Blueprint("board", __name__)
