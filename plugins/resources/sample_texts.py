"""What the invented people of the sample network keep for each other. Every word is made up. No logic."""

from dataclasses import dataclass
from typing import Literal

TAGS = (
    ("Early reading", "Lectura temprana"),
    ("Small groups", "Grupos pequeños"),
    ("Attendance", "Asistencia"),
    ("Families", "Familias"),
    ("Dual language", "Lenguaje dual"),
    ("English learners", "Estudiantes de inglés"),
    ("Observation", "Observación"),
    ("Data use", "Uso de datos"),
    ("Team meetings", "Reuniones de equipo"),
    ("Schedules", "Horarios"),
    ("Coaching", "Acompañamiento"),
    ("Kindergarten", "Kínder"),
)


@dataclass(frozen=True)
class Kept:
    """A resource: by whom (a person's key), and what. `thing` is a text, an address, or lines of a document.

    `later`: what came next, and what changed for its users. `made_from` is the title of one above.
    """

    by: str
    days_ago: int
    title: str
    summary: str
    thing: str
    form: Literal["text", "link", "pdf", "docx"] = "text"
    tags: tuple[str, ...] = ()
    licence: str = "cc-by"
    language: str = "en"
    later: tuple[str, str] = ("", "")
    made_from: str = ""
    source: str = ""


KEPT = (
    Kept(
        "marisol-vega-lindqvist",
        210,
        "Walkthrough form: small-group reading, grades K to 2",
        "Two pages for a visit of fifteen minutes. Counts who reads, and for how long, instead of rating the teacher.",
        "Walkthrough: small-group reading\nSchool, room, time in, time out\nChildren reading to an adult: ____\n"
        "Children reading alone or with a partner: ____\nWhat the others do: ______________\f"
        "After the visit\nOne thing we saw that we want to see more often:\nOne question for the teacher:\n"
        "Talk within two days. Nobody keeps a copy with a name on it.",
        "pdf",
        ("Early reading", "Small groups", "Observation"),
    ),
    Kept(
        "rosalind-tewksbury",
        160,
        "Nine weeks without the calendar routine: how we did it",
        "Our notes for principals who want to try it: what to say, what to measure, when to stop.",
        "## What we let go\n\nThe calendar routine in grades 1 and 2, for nine weeks.\n\n## What we gained\n\n"
        "Eighteen minutes a day, in the schools where the lead teacher could move things.\n\n## What to count\n\n"
        "1. Minutes of small-group reading, on three days a week\n2. Children who were called by name in a group\n\n"
        "## When to stop\n\nIf the minutes do not go to reading within three weeks, stop and ask why.",
        tags=("Schedules", "Small groups", "Early reading"),
        later=(
            (
                "## What we let go\n\nThe calendar routine in grades 1 and 2, for nine weeks.\n\n"
                "## What we gained\n\n"
                "Eighteen minutes a day; after winter break it was fourteen.\n\n## What to count\n\n"
                "1. Minutes of small-group reading, on two days a week\n"
                "2. Children who were called by name in a group\n\n"
                "## When to stop\n\nIf the minutes do not go to reading within three weeks, stop and ask why."
            ),
            "Counting on two days a week is enough: your sheet for three days still works, leave one column empty.",
        ),
    ),
    Kept(
        "lucero-amador-finch",
        120,
        "Hoja para dos adultos en un salón",
        "Qué hace cada quien en los veinte minutos de lectura, en una página que se pega en la pared.",
        "# Veinte minutos, dos adultos\nMinuto 0: la maestra llama al primer grupo; la asistente saluda a los demás.\n"
        "Minuto 5: la asistente lee con dos niños que faltaron ayer.\n"
        "Minuto 15: la maestra anota a quién escuchó leer.\n# Para la asistente\n"
        "Si un niño termina antes, escoge otro libro de la misma canasta.",
        "docx",
        ("Lectura temprana", "Grupos pequeños", "Lenguaje dual"),
        language="es",
    ),
    Kept(
        "garrick-stanhope-wu",
        95,
        "Team meeting of 40 minutes: agenda and roles",
        "Keeps the data part to ten minutes, and ends with who does what by when.",
        "| Minutes | What | Who leads |\n|---|---|---|\n| 5 | What we said we would do | site |\n"
        "| 10 | Three numbers, no more | classroom |\n| 15 | One problem, five whys | central office |\n"
        "| 10 | Who does what by when | lead |\n\nNobody leads the same part twice in a row.",
        tags=("Team meetings", "Data use"),
        licence="cc0",
    ),
    Kept(
        "belen-arriaga-moss",
        80,
        "Agenda de reunión de 40 minutos",
        "La agenda de Cinder Knoll en español, con un minuto al inicio para saludarse.",
        "| Minutos | Qué | Quién |\n|---|---|---|\n| 1 | Saludo | todos |\n"
        "| 4 | Lo que dijimos que haríamos | escuela |\n"
        "| 10 | Tres números, no más | salón |\n| 15 | Un problema, cinco porqués | oficina |\n"
        "| 10 | Quién hace qué y para cuándo | líder |",
        tags=("Reuniones de equipo",),
        language="es",
        made_from="Team meeting of 40 minutes: agenda and roles",
    ),
    Kept(
        "imogen-castellane",
        60,
        "How to read a run chart in five minutes",
        "For a team that looks at its own numbers for the first time.",
        "1. Cover the chart and say what you expect.\n2. Find the middle line: half of the points lie above it.\n"
        "3. Look for six points in a row on one side. That is a shift.\n4. Ask what changed just before it.\n"
        "5. If nothing did, leave the process alone for now.",
        tags=("Data use", "Team meetings"),
    ),
    Kept(
        "noemi-valderas-pike",
        48,
        "Carta a las familias sobre la lectura en casa",
        "Diez minutos, en el idioma de la casa. Lista para cambiarle el nombre de la escuela.",
        "Estimada familia:\n\nLean juntos diez minutos al día, en el idioma que hablen en casa. "
        "Todo cuenta: un cuento, "
        "una receta, la lista del mercado.\n\nSi un día no se puede, no pasa nada. Mañana será otro día.",
        tags=("Familias", "Lectura temprana"),
        language="es",
        licence="cc-by-sa",
    ),
    Kept(
        "fenella-grayling",
        41,
        "Letter to families about reading at home",
        "The Spanish letter in English, for the other half of the class.",
        "Dear family,\n\nRead together for ten minutes a day, in the language you speak at home. Everything counts: a "
        "story, a recipe, the shopping list.\n\nIf a day does not work out, that is fine. Tomorrow is another day.",
        tags=("Families", "Early reading"),
        licence="cc-by",
        made_from="Carta a las familias sobre la lectura en casa",
    ),
    Kept(
        "leopold-achterberg",
        33,
        "Calling home on the second absence: a short script",
        "What to say in ninety seconds, and what not to ask.",
        "**Say:** We missed Ana today and yesterday. Is there anything that we can do to make tomorrow easier?\n\n"
        "**Do not ask:** why. If the family wants to tell, they will.\n\n**Write down:** what would help. One line.",
        tags=("Attendance", "Families"),
    ),
    Kept(
        "veronica-salcido-hunt",
        26,
        "Example page: questions for a visit in a dual-language class",
        "A page elsewhere, as an example of a link.",
        "https://www.example.org/dual-language-visit",
        "link",
        ("Dual language", "Observation"),
        licence="unknown",
        source="An invented page, for this sample",
    ),
    Kept(
        "winifred-osei",
        12,
        "Exit ticket: did I read aloud today?",
        "One question with three faces, for children who do not write yet.",
        "Read the question aloud. Children color one face.\n\n* **Smiling:** yes, and somebody listened\n"
        "* **Straight:** yes, alone\n* **Open mouth:** not today\n\nCount the faces, not the names.",
        tags=("Early reading", "Data use"),
        licence="network",
    ),
    Kept(
        "yolanda-sepulveda-ross",
        4,
        "Coaching conversation after a lesson: four questions",
        "For a talk of ten minutes in the hallway.",
        "1. What did you want the children to be able to do?\n2. What did you see them do?\n"
        "3. What would you keep?\n4. What is the smallest thing to try tomorrow?",
        tags=("Coaching", "Observation"),
        licence="cc-by-nc",
    ),
)


@dataclass(frozen=True)
class Bundle:
    """A collection, with a word on why each thing is in it, and on how teams use the first of them."""

    title: str
    summary: str
    notes: tuple[str, ...]
    uses: tuple[str, ...]


COLLECTION = Bundle(
    "First visits to each other's classrooms",
    "What we had in hand when two teams visited each other for the first time, in the order in which we needed it.",
    ("Read it together a week before.", "One copy for each visitor.", "For the talk afterwards, the same day."),
    ("We read it aloud at the start of each visit; it takes four minutes.", "Our coaches use it in pairs."),
)
