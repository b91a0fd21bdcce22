"""Filling an empty database through the services, as people would. The names and numbers stand beside this file."""

import json
import os
from datetime import date, timedelta
from pathlib import Path

from community.config import current
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.host.samples import SampleNetwork
from community.people import handles, passwords
from community.people.models import Collaboration, DistrictProfile, Organization, Person, Team
from community.people.phases import KINDS, PhaseDates
from community.people.samples import people
from community.people.samples.districts import DISTRICTS, SampleDistrict
from community.people.samples.people import SamplePerson
from community.people.service import roster
from community.people.service.accounts import open_account

PASSWORD = "throughline-sample"  # noqa: S105 - printed by `make run`; the accounts hold nothing real
ALONE = "ocotillo-bend"  # the district of the second collaboration
LAUNCHED = timedelta(days=470)
LEFT = timedelta(days=60)
PASS = timedelta(days=120)
LENGTHS = (90, 315, 365, 365)  # days of the launch and of the three years

Entry = dict[str, str]


def fill(network: SampleNetwork) -> None:
    """Make districts, collaborations, teams and accounts; write the accounts into the instance folder."""
    kept = passwords.hashed(PASSWORD)
    with network.at(network.now - LAUNCHED), unit_of_work():  # they have been at it for a while
        cast = _Cast(network, kept)
        first, second = _collaborations(network)
        for number, district in enumerate(DISTRICTS):
            organization = _district(network, district, number)
            _team(cast, second if district.key == ALONE else first, organization, district.key)
        _others(cast, first)
    write_accounts(current().instance / "sample-accounts.json", cast.entries)


class _Cast:
    """Opens the accounts, each once, and keeps the list of them."""

    def __init__(self, network: SampleNetwork, password_hash: str) -> None:
        self.network, self._hash = network, password_hash
        self.entries: list[Entry] = []

    def add(self, who: SamplePerson, role: str, organization: Organization) -> Person:
        """The account of one invented person."""
        domain = organization.email_domain
        person = open_account(
            self.network.actor,
            f"{handles.base(who.name).replace('-', '.')}@{domain}",
            who.name,
            password_hash=self._hash,
            organization_id=organization.id,
            locale=who.locale,
        )
        person.work_title = who.work
        entry = {"email": person.email or "", "password": PASSWORD, "role": role}
        self.entries.append({**entry, "district": organization.name, "name": person.name})
        found: Person = self.network.remember(f"person:{handles.base(who.name)}", person)
        return found


def _collaborations(network: SampleNetwork) -> tuple[Collaboration, Collaboration]:
    by = network.actor
    launch = (network.now - LAUNCHED).date()
    reading = roster.open_collaboration(
        by, "Reading Together Collaboration", "reading-together", _phases(launch), fictional=True
    )
    roster.set_challenge(
        by,
        reading.id,
        "By the end of grade 3 every student reads with understanding, and students who are still learning English "
        "do so as surely as their classmates.",
    )
    soon = network.now.date() - timedelta(days=20)
    maths = roster.open_collaboration(by, "Math Pathways Collaboration", "math-pathways", _phases(soon), fictional=True)
    network.remember("collaboration:reading-together", reading)
    network.remember("collaboration:math-pathways", maths)
    return reading, maths


def _phases(start: date) -> list[PhaseDates]:
    found = []
    for kind, days in zip(KINDS, LENGTHS, strict=True):
        found.append(PhaseDates(kind, start, start + timedelta(days=days - 1)))
        start += timedelta(days=days)
    return found


def _district(network: SampleNetwork, district: SampleDistrict, number: int) -> Organization:
    domain = f"{district.key.replace('-', '')}.example"
    about = roster.About(district.name, "district", district.short_name, email_domain=domain)
    organization = roster.add_organization(network.actor, about, fictional=True)
    organization.colour = number % 12
    session().add(DistrictProfile(organization_id=organization.id, **district.profile()))
    found: Organization = network.remember(f"organization:{district.key}", organization)
    return found


def _team(cast: _Cast, collaboration: Collaboration, organization: Organization, key: str) -> None:
    by, start = cast.network.actor, cast.network.now - LAUNCHED
    if key == ALONE:
        start = cast.network.now - timedelta(days=15)
    team = roster.add_team(by, collaboration.id, organization.id)
    cast.network.remember(f"team:{key}", team)
    for who in people.TEAMS[key]:
        lead = "l" in who.marks
        person = cast.add(who, "team lead" if lead else "team member", organization)
        decides = "d" in who.marks
        roster.join_team(by, team.id, person.id, who.role, decision_maker=decides, lead=lead, starts_at=start)
    if key == DISTRICTS[0].key:
        _former(cast, team, organization)


def _former(cast: _Cast, team: Team, organization: Organization) -> None:
    by, today = cast.network.actor, cast.network.now
    person = cast.add(people.FORMER, "former member", organization)
    cast.network.remember("role:former-member", person)
    roster.join_team(by, team.id, person.id, people.FORMER.role, starts_at=today - LAUNCHED, ends_at=today - LEFT)


def _others(cast: _Cast, collaboration: Collaboration) -> None:
    """Those who are in no team: administrator, facilitators, moderator, and an expert with a pass to one team."""
    network = cast.network
    by, remember = network.actor, network.remember
    office = _organization(network, "office", "Throughline Sample Office", "network")
    partner = _organization(network, "partner", "Lantern Field Learning Partners", "partner")
    administrator = cast.add(people.ADMINISTRATOR, "administrator", office)
    roster.give_role(by, administrator.id, "administrator")
    remember("role:administrator", administrator)
    for number, who in enumerate(people.FACILITATORS, 1):
        facilitator = cast.add(who, "facilitator", office)
        roster.give_role(by, facilitator.id, "facilitator", collaboration.id)
        remember(f"role:facilitator-{number}", facilitator)
    moderator = cast.add(people.MODERATOR, "moderator", office)
    roster.give_role(by, moderator.id, "moderator", collaboration.id)
    remember("role:moderator", moderator)
    expert = cast.add(people.EXPERT, "expert", partner)
    purpose = "Looks at the reading plan with the team and comments on its measures"
    team = network.get("team:santa-brisa")
    with network.at(network.now - timedelta(days=30)):
        roster.give_pass(by, expert.id, purpose, network.now + PASS, team_id=team.id)
    remember("role:expert", expert)


def _organization(network: SampleNetwork, key: str, name: str, kind: str) -> Organization:
    domain = f"{name.rpartition(' ')[2].lower()}.example"
    about = roster.About(name, kind, email_domain=domain)
    found: Organization = network.remember(
        f"organization:{key}", roster.add_organization(network.actor, about, fictional=True)
    )
    return found


def write_accounts(file: Path, entries: list[Entry]) -> None:
    """Write the accounts where `make run` finds them, readable by the owner alone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(entries, out, ensure_ascii=False, indent=2)
        out.write("\n")
