"""The people of the sample network, all of them invented. One line each: name, place, work, marks.

Marks: d decides for the district, l leads the team, s reads Spanish.
"""

from dataclasses import dataclass

ROLES = {"office": "central_office", "site": "site", "class": "classroom"}


@dataclass(frozen=True)
class SamplePerson:
    """An invented person with a place in a team, or without one (role "")."""

    name: str
    role: str
    work: str
    marks: str = ""

    @property
    def locale(self) -> str:
        """The language that they read in."""
        return "es" if "s" in self.marks else "en"


def _team(*lines: str) -> tuple[SamplePerson, ...]:
    return tuple(_person(line) for line in lines)


def _person(line: str) -> SamplePerson:
    name, role, work, marks = [part.strip() for part in line.split("|")]
    return SamplePerson(name, ROLES.get(role, ""), work, marks)


TEAMS: dict[str, tuple[SamplePerson, ...]] = {
    "alder-creek": _team(
        "Marisol Vega-Lindqvist | office | Assistant superintendent, instruction | dls",
        "Dorrit Hanlon | site | Principal, Creekside School |",
        "Efraín Montoya-Bird | class | Teacher, grade 2, dual language | s",
        "Winifred Osei | class | Teacher, grade 3 |",
        "Tobias Karras | office | Coordinator of literacy |",
    ),
    "mirasol": _team(
        "Ignacia Robledo-Park | office | Superintendent | ds",
        "Lucero Amador-Finch | site | Principal, Mirasol School | ls",
        "Hollis Breckner | class | Reading specialist |",
        "Paloma Iturri-Sands | class | Teacher, grade 1 | s",
    ),
    "harrow-bridge": _team(
        "Quentin Abara | office | Chief academic officer | d",
        "Rosalind Tewksbury | office | Director of language learning | l",
        "Ximena Corral-Voss | site | Principal, Bridge Street School | s",
        "Desmond Falk | site | Assistant principal, North Harrow School |",
        "Anneliese Duarte-Holm | class | Teacher, grade 2 |",
        "Prosper Nwachi | class | Teacher, kindergarten |",
        "Yolanda Sepúlveda-Ross | class | Literacy coach | s",
    ),
    "cinder-knoll": _team(
        "Garrick Stanhope-Wu | office | Coordinator of curriculum | l",
        "Belén Arriaga-Moss | site | Principal, Knoll School | s",
        "Thea Lomax | site | Counselor, Knoll School |",
    ),
    "santa-brisa": _team(
        "Rafael Quintero-Ames | office | Assistant superintendent, schools | ds",
        "Imogen Castellane | office | Data analyst |",
        "Dolores Ybarra-Kent | site | Principal, Brisa del Mar School | ls",
        "Cassius Odom | class | Teacher, grade 3 |",
        "Noemí Valderas-Pike | class | Teacher, grade 1, dual language | s",
        "Fenella Grayling | class | Reading specialist |",
    ),
    "larkspur-mesa": _team(
        "Bartholomew Inoue | office | Superintendent | d",
        "Clementine Okoro-Day | office | Director of instruction | l",
        "Jessamyn Rourke | site | Principal, Mesa View School |",
        "Álvaro Benítez-Crane | class | Teacher, grade 2 | s",
        "Sunniva Hale | class | Teacher, grade 3 |",
    ),
    "pinyon-gate": _team(
        "Consuelo Farías-Webb | office | Deputy superintendent | ds",
        "Leopold Achterberg | site | Principal, Pinyon Gate School | l",
        "Marcelina Orduña-Shaw | class | Teacher, grade 1 | s",
        "Ondine Prescott | class | Teacher, grade 3 |",
    ),
    "quail-terrace": _team(
        "Thaddeus Mbeki-Ray | office | Assistant superintendent | d",
        "Verónica Salcido-Hunt | office | Director of multilingual learning | ls",
        "Philippa Drummond | site | Principal, Terrace School |",
        "Gideon Anselm | site | Principal, Quail Run School |",
        "Araceli Montero-Birch | class | Teacher, grade 2, dual language | s",
        "Linnea Castaway | class | Literacy coach |",
    ),
    "vista-serena": _team(
        "Octavia Pemberton-Cruz | office | Chief of schools | d",
        "Emiliano Rentería-Fox | office | Director of early learning | ls",
        "Maude Thackeray | site | Principal, Serena Hills School |",
        "Solomon Adeyemi-Hart | site | Principal, Vista School |",
        "Josefina Urrutia-Lane | class | Teacher, kindergarten | s",
        "Barnaby Eckhart | class | Teacher, grade 1 |",
        "Perpetua Nance | class | Reading specialist |",
        "Tadeo Villalba-Gray | class | Teacher, grade 3 | s",
    ),
    "copper-lantern": _team(
        "Henrietta Zhao-Miller | office | Assistant superintendent, learning | dl",
        "Cornelius Vance-Ito | site | Principal, Lantern School |",
        "Amparo Gallardo-Stone | class | Teacher, grade 2 | s",
        "Wren Hathersage | class | Teacher, grade 1 |",
    ),
    "tule-harbor": _team(
        "Ezekiel Thornbury | office | Superintendent | d",
        "Graciela Pizarro-Lund | office | Coordinator of assessment | ls",
        "Odette Marchbanks | site | Principal, Harbor School |",
        "Rufus Delacroix-Tan | class | Teacher, grade 3 |",
        "Milagros Escalante-Poe | class | Teacher, grade 2, dual language | s",
    ),
    "marigold-hollow": _team(
        "Temperance Okafor-Bell | office | Associate superintendent | d",
        "Hernán Zaragoza-Wells | office | Director of literacy | ls",
        "Cordelia Whitlow | site | Principal, Hollow School |",
        "Santiago Arce-Fenn | site | Principal, Marigold School | s",
        "Isadora Plum-Reyes | class | Teacher, grade 1 |",
        "Lysander Cobb | class | Teacher, grade 3 |",
    ),
    "ocotillo-bend": _team(
        "Minerva Sandoval-Cross | office | Assistant superintendent | dls",
        "Ambrose Kettering | site | Principal, Bend High School |",
        "Fiona Adler-Quist | class | Teacher, algebra |",
        "Renata Olmos-Hyde | class | Teacher, grade 8 mathematics | s",
    ),
}
FORMER = _person("Horatio Bellweather | class | Teacher, grade 1 |")  # was in the team of Alder Creek
FACILITATORS = _team(
    "Esperanza Luján-Whitaker | | Improvement facilitator | s",
    "Jonas Featherstone | | Improvement facilitator |",
)
MODERATOR = _person("Beatrix Amari-Sol | | Community moderator |")
ADMINISTRATOR = _person("Alma Northcott | | Network director |")
EXPERT = _person("Ludovic Serrano-Byrne | | Researcher on early reading | s")
EVERYBODY = (
    *(person for team in TEAMS.values() for person in team),
    FORMER,
    *FACILITATORS,
    MODERATOR,
    ADMINISTRATOR,
    EXPERT,
)
