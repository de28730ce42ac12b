"""What gunicorn and the flask command start. Tells in plain words when a setting is missing."""

import sys

from medvirkning.app import create_app
from medvirkning.settings import SettingsIncomplete

try:
    app = create_app()
except SettingsIncomplete as incomplete:
    sys.exit(str(incomplete))
