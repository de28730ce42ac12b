"""Several processes start at once: what each makes on the way must not trip the others."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from medvirkning.cli import translations


def test_catalogues_can_be_compiled_by_many_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for language in translations.LANGUAGES:
        po = tmp_path / language / "LC_MESSAGES" / "messages.po"
        po.parent.mkdir(parents=True)
        po.write_bytes(translations.path_of(language).read_bytes())
    monkeypatch.setattr(translations, "CATALOGUES", tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _worker: translations.compile_catalogues(), range(8)))
    left = sorted(path.name for path in tmp_path.rglob("*.*") if path.is_file())
    assert left == ["messages.mo", "messages.mo", "messages.po", "messages.po"]
