"""Writes a new module: a small real one, with the full shape, that passes everything as written. Its text is in files/.

Files end in .tmpl, so that no tool takes them for ours. NAME in a path and $name, $title in a text are filled in.
"""

from pathlib import Path
from string import Template

from community.errors import Conflict, Invalid
from community.host.checks.names import FORM, TAKEN

FILES = Path(__file__).parent / "files"


def write(name: str, folder: Path) -> Path:
    """Write the distribution of a module called `name` into `folder`; answers where it lies.

    Raises Invalid for a name that no module can have, Conflict where something stands already.
    """
    if not FORM.fullmatch(name) or "_" in name or name in TAKEN:
        raise Invalid({"name": f"{name!r} is no name for a module: small letters and digits, none of the core's names"})
    place = folder / f"community-plugin-{name}"
    if place.exists():
        raise Conflict(f"{place} is there already")
    values = {"name": name, "title": name.capitalize()}
    for source in sorted(FILES.rglob("*.tmpl")):
        path = str(source.relative_to(FILES)).replace("NAME", name).removesuffix(".tmpl")
        target = place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template(source.read_text(encoding="utf-8")).substitute(values), encoding="utf-8")
    return place
