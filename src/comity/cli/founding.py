"""Founding an organisation's folder so that an interruption leaves nothing half made.

Everything is made in `.founding` inside the folder: keys, charter, opening entry, then the history through the door.
Only then it is moved into place, the record last: a folder that has `record.sqlite` is a whole organisation, and one
that has not is none. Whoever comes next removes what an interrupted founding left, and founds anew.
"""

import contextlib
import os
import shutil
from pathlib import Path

from comity.charter import files_of, find, history_of, read_files
from comity.cli.doors import RegistryDoor
from comity.cli.rehearsal import rehearse
from comity.cli.words import Progress
from comity.exchange import Stopped, enter, read_history
from comity.organisation.membership import members_on
from comity.organisation.standing import Standing
from comity.record.sqlite import FILE, LOCK, FolderLock
from comity.record.store import StoreError
from comity.registry import (
    REGISTRAR_CREDENTIAL,
    FolderError,
    Registry,
    found,
    new_origin,
    open_folder,
    signer_for,
    without_record,
)

STAGING = ".founding"
#: What a founding makes, in the order in which it is moved into place: the record last.
MADE = ("keys", "parts", f"{FILE}-wal", f"{FILE}-shm", FILE)


class HistoryRefused(StoreError):
    """An act of the history that the registry refuses; `stopped` says which and why, `standing` holds the names."""

    def __init__(self, stopped: Stopped, standing: Standing) -> None:
        super().__init__(f"{stopped.act.file}:{stopped.act.line}: {stopped.act.act}")
        self.stopped, self.standing = stopped, standing


def is_organisation(folder: Path) -> bool:
    """Whether there is an organisation in the folder: its record is in place."""
    return (folder / FILE).is_file()


def found_with_history(folder: Path, organisation: str, origin: str, progress: Progress) -> int:
    """Founds `organisation` (a shipped id or a path) in the folder and enters its history; gives the number of entries.

    Raises `CharterError`, `StoreError`, `OriginError` or `HistoryRefused`; then the folder is as it was before.
    """
    path = find(organisation)
    files = files_of(path)
    about = read_files(files).organisation
    existed, lock = _taken(folder)
    try:
        staging = folder / STAGING
        missions = _members(staging, files, path) if about.exercise else ()
        found(staging, files, origin or new_origin(about.id), missions)
        size = _enter_history(staging, path, progress)
        _move(staging, folder)
        return size
    finally:
        if not is_organisation(folder):
            clear(folder)
        lock.release()
        if not is_organisation(folder):
            (folder / LOCK).unlink(missing_ok=True)
            if not existed:
                with contextlib.suppress(OSError):
                    folder.rmdir()


def _taken(folder: Path) -> tuple[bool, FolderLock]:
    """Whether the folder was there, and the lock on it, empty; what an interrupted founding left is removed."""
    try:
        if folder.exists() and not folder.is_dir():
            raise FolderError("cli.folder.file", folder=str(folder))
        if is_organisation(folder):
            raise FolderError("cli.folder.taken", folder=str(folder))
        existed = folder.exists()
        others = _foreign(folder) if existed else []
        if "keys" in others:
            raise without_record(folder)
        if others:
            raise FolderError("registry.not_empty", folder=str(folder))
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise FolderError("registry.cannot_make", folder=str(folder), why=str(fault.strerror)) from None
    lock = FolderLock(folder)
    clear(folder)
    return existed, lock


def _foreign(folder: Path) -> list[str]:
    """What lies in a folder and is not of a founding that was interrupted (which always has its staging folder)."""
    names = {one.name for one in folder.iterdir()}
    ours = {STAGING, LOCK, *MADE} if STAGING in names else {LOCK}
    return sorted(names - ours)


def clear(folder: Path) -> None:
    """Removes what an interrupted founding left; a folder whose record is in place loses only the staging folder."""
    staging = folder / STAGING
    if not staging.exists():
        return
    if not is_organisation(folder):
        for name in MADE:
            path = folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    shutil.rmtree(staging)


def _members(staging: Path, files: list[tuple[str, bytes]], path: Path) -> tuple[str, ...]:
    """The members of an exercise on the day at which its clock begins: those who get sample mission keys.

    Who they are, only its history says; so it is founded once without their keys, and asked.
    """
    found(staging, files, new_origin("trial"))
    try:
        registry = rehearse(staging)
        _enter(registry, staging, path, lambda done, of: None)
        return members_on(registry.standing.members, registry.standing.day_of(registry.now()))
    finally:
        shutil.rmtree(staging)


def _enter_history(staging: Path, path: Path, progress: Progress) -> int:
    served = open_folder(staging)
    try:
        _enter(served.registry, staging, path, progress)
        return served.registry.standing.size
    finally:
        served.close()


def _enter(registry: Registry, folder: Path, path: Path, progress: Progress) -> None:
    acts = read_history(history_of(path))
    signer = signer_for(folder, REGISTRAR_CREDENTIAL)
    summary = enter(RegistryDoor(registry), signer, REGISTRAR_CREDENTIAL, acts, progress)
    if summary.stopped is not None:
        raise HistoryRefused(summary.stopped, registry.standing)


def _move(staging: Path, folder: Path) -> None:
    """Puts what was made into its place; the record comes last and makes it an organisation."""
    for name in MADE:
        if (staging / name).exists():
            os.rename(staging / name, folder / name)
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    shutil.rmtree(staging)


__all__ = ["HistoryRefused", "clear", "found_with_history", "is_organisation"]
