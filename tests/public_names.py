"""What is public: every room that people import from, and every name that its face shows."""

import importlib
from pathlib import Path
from types import SimpleNamespace

SOURCE = Path(__file__).parents[1] / "src" / "involvement"
ROOMS = {
    name: importlib.import_module(f"involvement.{name}")
    for path in sorted(SOURCE.iterdir())
    for name in [path.stem]
    if name != "cli" and not name.startswith("_")
    if path.suffix == ".py" or (path / "__init__.py").exists()
}
PUBLIC = SimpleNamespace(**{name: getattr(room, name) for room in ROOMS.values() for name in room.__all__})
