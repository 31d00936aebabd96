"""What lies on the disk stays there: a file and its folder are synced before anybody is told (record.md, section 3)."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Makes durable which files a folder has; raises `OSError`."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(handle: int, data: bytes) -> None:
    """Writes the whole content of an open file, and syncs it; raises `OSError`."""
    at = 0
    while at < len(data):
        at += os.pwrite(handle, data[at:], at)
    os.ftruncate(handle, len(data))
    os.fsync(handle)
