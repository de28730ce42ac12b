"""The one place where everything meets."""

from pathlib import Path

from flask import Flask
from flask_compress import Compress
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from medvirkning import settings as _settings
from medvirkning.attachments import storage
from medvirkning.cli import commands
from medvirkning.cli.translations import compile_catalogues
from medvirkning.kernel import database
from medvirkning.kernel.database import db
from medvirkning.registers import choosing
from medvirkning.settings import Settings
from medvirkning.translating import choosing as translating
from medvirkning.web import assets, blueprints, context, errors, filters, locale, logs, macros, security
from medvirkning.web.legible import LegibleRequest

ROOT = Path(__file__).resolve().parent.parent
MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def create_app(settings: Settings | None = None) -> Flask:
    """The site, ready to answer. Raises SettingsIncomplete where production lacks a setting."""
    settings = settings or _settings.from_environment()
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    app.request_class = LegibleRequest
    app.static_folder = str(ROOT / "static")  # served by WhiteNoise, so Flask has no route to it
    app.config.update(
        SETTINGS=settings,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},  # an error may be told; what somebody wrote may not
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "translations"),
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_MIMETYPES=["text/html", "application/json"],  # of JSON: the tablets' package
        COMPRESS_STREAMS=False,
    )
    compile_catalogues()
    settings.data.mkdir(parents=True, exist_ok=True)
    storage.use(settings.files)
    app.extensions[choosing.EXTENSION] = choosing.registers_of(settings)
    app.extensions[translating.EXTENSION] = translating.translator()
    _database(app)
    logs.set_up()
    locale.set_up(app)
    security.set_up(app, settings)
    _templates(app)
    errors.set_up(app)
    context.set_up(app)
    logs.watch(app)
    blueprints.register(app, settings)
    commands.register(app)
    Compress(app)
    _outermost(app, settings)
    return app


def _database(app: Flask) -> None:
    db.init_app(app)
    Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)
    with app.app_context():
        database.prepare(db.engine)


def _templates(app: Flask) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    filters.set_up(app)
    macros.set_up(app)
    assets.set_up(app)


def _outermost(app: Flask, settings: Settings) -> None:
    """Static files never reach Flask; behind known proxies, their word for address and scheme is taken."""
    static = WhiteNoise(
        app.wsgi_app,
        max_age=31536000,
        allow_all_origins=False,
        add_headers_function=lambda headers, _path, _url: security.protect(headers, settings),
        immutable_file_test=lambda _path, url: "/build/" in url,
    )
    static.add_files(str(ROOT / "static"), prefix="static/")
    app.wsgi_app = static  # type: ignore[method-assign]
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
