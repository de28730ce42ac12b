"""Production refuses to start half-configured, and the demo can't be turned on by accident."""

from pathlib import Path

import pytest

from medvirkning.settings import SettingsIncomplete, from_environment

WHOLE = {
    "MEDVIRKNING_SECRET_KEY": "x" * 40,
    "MEDVIRKNING_URL": "https://medvirkning.example",
    "MEDVIRKNING_MAIL_URL": "smtp://mail.example:587",
    "MEDVIRKNING_MAIL_FROM": "post@medvirkning.example",
}


def whole(tmp_path: Path, **changed: str) -> dict[str, str]:
    return {**WHOLE, "MEDVIRKNING_DATA": str(tmp_path), **changed}


def test_a_whole_environment_makes_settings(tmp_path: Path) -> None:
    settings = from_environment(whole(tmp_path))
    assert not settings.demo
    assert settings.secure
    assert settings.host == "medvirkning.example"
    assert settings.database_url == f"sqlite:///{tmp_path / 'medvirkning.sqlite'}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MEDVIRKNING_SECRET_KEY", ""),
        ("MEDVIRKNING_SECRET_KEY", "short"),
        ("MEDVIRKNING_URL", ""),
        ("MEDVIRKNING_URL", "http://medvirkning.example"),
        ("MEDVIRKNING_MAIL_URL", ""),
        ("MEDVIRKNING_MAIL_URL", "ftp://mail.example"),
        ("MEDVIRKNING_MAIL_FROM", "nobody"),
        ("MEDVIRKNING_DATA", ""),
        ("MEDVIRKNING_TRUSTED_PROXIES", "some"),
    ],
)
def test_half_configured_does_not_start(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsIncomplete, match=name):
        from_environment(whole(tmp_path, **{name: value}))


def test_everything_missing_is_told_at_once() -> None:
    with pytest.raises(SettingsIncomplete) as told:
        from_environment({})
    assert all(name in str(told.value) for name in [*WHOLE, "MEDVIRKNING_DATA"])


def test_the_demo_refuses_a_public_address(tmp_path: Path) -> None:
    environment = whole(tmp_path, MEDVIRKNING_DEMO="1")
    with pytest.raises(SettingsIncomplete, match="localhost"):
        from_environment(environment)


def test_the_demo_keeps_one_random_secret(tmp_path: Path) -> None:
    environment = {"MEDVIRKNING_DEMO": "1", "MEDVIRKNING_DATA": str(tmp_path)}
    first, second = from_environment(environment), from_environment(environment)
    assert first.demo
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) > 32
    other = from_environment({**environment, "MEDVIRKNING_DATA": str(tmp_path / "other")})
    assert other.secret_key != first.secret_key


def test_no_secret_is_shown_by_accident(tmp_path: Path) -> None:
    settings = from_environment(whole(tmp_path, DATABASE_URL="postgresql://u:hemmelig@localhost/x"))
    assert "hemmelig" not in repr(settings)
    assert WHOLE["MEDVIRKNING_SECRET_KEY"] not in repr(settings)
    assert settings.database_url.startswith("postgresql+psycopg://")
