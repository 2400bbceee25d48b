"""The frozen splits ``test`` and ``mirror``: their hashes, and what it takes to change them.

``FROZEN.json`` and ``FROZEN_MIRROR.json`` list releases of a split, oldest first.  A release has a
version (``MAJOR.MINOR``) and the SHA-256 of every marked-up file; its digest is
the SHA-256 over the sorted ``hash name`` lines.  The split on disk must be the
newest release; a changed split needs a new release with a higher version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import CorpusError

FILES = {"test": "FROZEN.json", "mirror": "FROZEN_MIRROR.json"}
"""The record of each frozen split."""


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of the bytes of every ``.txt`` file in ``folder``, by name."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.glob("*.txt"))
    }


def digest(files: dict[str, str]) -> str:
    """One hash for a set of hashed files."""
    lines = "".join(f"{value} {name}\n" for name, value in sorted(files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def _releases(record: Path) -> list[dict[str, Any]]:
    if not record.exists():
        return []
    releases: list[dict[str, Any]] = json.loads(record.read_text(encoding="utf-8"))["releases"]
    return releases


def faults(split: Path, record: Path) -> Iterator[str]:
    """How the split in folder ``split`` departs from the newest release in ``record``."""
    releases = _releases(record)
    if not releases:
        yield f"{record.name}: no release; freeze the {split.name} split"
        return
    versions = [_version(release["version"]) for release in releases]
    if versions != sorted(set(versions)):
        yield f"{record.name}: the versions must rise"
    newest = releases[-1]
    frozen: dict[str, str] = newest["files"]
    if digest(frozen) != newest["digest"]:
        yield f"{record.name}: the digest of {newest['version']} is not that of its files"
    found = hashes(split)
    for name in sorted(frozen.keys() | found.keys()):
        if frozen.get(name) != found.get(name):
            yield (
                f"{split.name}/{name}: differs from release {newest['version']};"
                " restore it, or release a higher version"
            )


def release(split: Path, record: Path, version: str, note: str) -> None:
    """Append the split in folder ``split`` to ``record`` as ``version``.

    Raises :class:`CorpusError` when ``version`` is not above the newest one.
    Only the newest release keeps its list of files; the others keep their digest.
    """
    releases = _releases(record)
    if releases and _version(version) <= _version(releases[-1]["version"]):
        raise CorpusError(f"version {version} is not above {releases[-1]['version']}")
    files = hashes(split)
    older = [{key: old[key] for key in ("version", "digest", "note")} for old in releases]
    newest = {"version": version, "digest": digest(files), "note": note, "files": files}
    text = json.dumps({"releases": [*older, newest]}, ensure_ascii=False, indent=1)
    record.write_text(text + "\n", encoding="utf-8")
