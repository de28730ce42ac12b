"""What one can apply for."""

from flask import Blueprint

blueprint = Blueprint("schemes", __name__)
