"""The files themselves, under names of our own. Written, synced and in place before any row speaks of them."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

from medvirkning.kernel.clock import oslo_moment, today

_folder: Path | None = None


def use(folder: Path) -> None:
    """Keep files in this folder from now on; it is made if it isn't there."""
    global _folder
    folder.mkdir(parents=True, exist_ok=True)
    _folder = folder


def path_of(file_id: UUID) -> Path:
    """Where the file with this id lies or will lie."""
    if _folder is None:
        raise RuntimeError("storage.use() has not been called")
    return _folder / file_id.hex[:2] / file_id.hex


def write(data: bytes) -> UUID:
    """Put bytes on disk so that a power cut can't take them: temporary name, sync, rename, sync the folder."""
    file_id = uuid4()
    path = path_of(file_id)
    new_folder = not path.parent.exists()
    path.parent.mkdir(exist_ok=True)
    temporary = path.with_suffix(".part")
    with temporary.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    midnight = oslo_moment(today()).timestamp()
    os.utime(temporary, (midnight, midnight))  # not at which minute somebody sent a photo; backups keep this time
    temporary.rename(path)
    _sync(path.parent)
    if new_folder:
        _sync(path.parent.parent)
    return file_id


def read(file_id: UUID) -> bytes:
    """The file's bytes. Raises FileNotFoundError."""
    return path_of(file_id).read_bytes()


def everything() -> Iterator[tuple[Path, float]]:
    """Every file and when it came to lie here (seconds since 1970), half-written ones too."""
    for path in path_of(uuid4()).parent.parent.glob("??/*"):
        yield path, path.stat().st_ctime


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
