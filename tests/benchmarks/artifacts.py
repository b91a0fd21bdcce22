"""What pages of artifacts cost with few and with 940: the reflections that California's districts wrote of themselves.

    python tests/benchmarks/artifacts.py [--runs 21] [--json out.json]

Each district is a team of one collaboration with one artifact, frozen and shared with it; pages are asked for as one
member of one team, through the whole program on SQLite, without a network. The ratio is 940 to thirty in the same run:
the list then has a full page. Needs the districts' file beside the repository (../shared/data/districts).
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script

from community.access import Person  # after the path
from community.app import create_app
from community.config import Settings
from community.data.database import Base, db
from community.people.actors import scopes_of
from community.testing.apps import Browser
from community.testing.factories import Make
from plugins.artifacts.service import artifacts, drivers, sharing, versions
from plugins.artifacts.service.artifacts import About, Aim
from plugins.artifacts.service.drivers import Line
from plugins.artifacts.service.writing import written

SOURCE = Path(__file__).parents[3] / "shared" / "data" / "districts" / "ca_local_indicator_priority6_2019.jsonl"
SIZES = (10, 30, 940)  # the list shows twenty: with ten it is shorter


def reflections() -> list[dict[str, str]]:
    """What the districts wrote: name and text."""
    rows = (json.loads(line) for line in SOURCE.read_text().splitlines())
    return [{"lea": row["lea"], "text": row.get("summary") or "Nothing was written."} for row in rows]


def actor_of(person: Any) -> Person:
    """The person as an actor."""
    return Person(person.id, person.public_id, person.name, "en", "UTC", scopes_of(person.id))


def filled(make: Make, rows: list[dict[str, str]]) -> tuple[Any, str, str]:
    """A collaboration with a team and an artifact for each row: one member, its space's slug, one artifact's id."""
    collaboration = make.collaboration("School climate")
    space = make.space(collaboration)
    for row in rows:
        team = make.team(collaboration, make.organization(row["lea"]))
        person = make.member(team, "Member")
        actor = actor_of(person)
        title = About(f"School climate: {row['lea']}"[:160])
        public_id = artifacts.begin(actor, make.space(team).slug, "practice", title)[0].public_id
        artifacts.aim_at(actor, public_id, Aim("More students feel safe", "From 60 to 70 of 100", "Grade 9"))
        artifacts.tell(actor, public_id, "context", written(row["text"]))
        drivers.draw(actor, public_id, Line("Ask students twice a year", "idea"))
        number = versions.freeze(actor, public_id, "For the others").number
        sharing.widen(actor, public_id, number, space.public_id)
    return person, space.slug, public_id


def median(browser: Any, path: str, runs: int) -> float:
    """Milliseconds of one page."""
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        answer = browser.get(path)
        taken.append(1000 * (time.perf_counter() - begun))
        assert answer.status_code == 200, f"{path} answers {answer.status_code}"
    return statistics.median(taken)


def measured(rows: list[dict[str, str]], runs: int) -> Mapping[str, float]:
    """What each page costs on a site with these."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            instance=Path(folder), testing=True, consumers=False, live=False, secret_key="only for this", sample=False
        )
        app = create_app(settings)
        with app.app_context():
            Base.metadata.create_all(db.engine)
            begun = time.perf_counter()
            person, slug, public_id = filled(Make(), rows)
            each = 1000 * (time.perf_counter() - begun) / len(rows)
            browser = Browser(app, person)
            pages = {
                "the list of the space": f"/artifacts/in/{slug}/",
                "the list, narrowed": f"/artifacts/in/{slug}/?status=aimed",
                "one artifact": f"/artifacts/{public_id}",
                "its lineage": f"/artifacts/{public_id}/lineage",
                "the bank of ideas": "/artifacts/ideas",
                "My work": "/",
            }
            found = {name: median(browser, path, runs) for name, path in pages.items()}
            return found | {"to make one": each}


def main() -> None:
    """Measure, and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=21)
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    if not SOURCE.exists():
        print(f"left out: {SOURCE.name} is not there")
        return
    rows = reflections()
    figures = {size: measured(rows[:size], chosen.runs) for size in SIZES}
    print(f"{'':26}" + "".join(f"{size:>9}" for size in SIZES) + f"{'ratio':>8}   (ms, median of {chosen.runs})")
    for name in figures[SIZES[0]]:
        row = [figures[size][name] for size in SIZES]
        print(f"{name:26}" + "".join(f"{one:9.1f}" for one in row) + f"{row[-1] / row[-2]:8.2f}")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures))


if __name__ == "__main__":
    main()
