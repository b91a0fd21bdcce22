"""What the teams of the sample network tried and found. Every word and every figure is made up. No logic."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Try:
    """A cycle: what was tried, predicted, seen and learned; the answer to the prediction, and what was done then."""

    title: str
    question: str
    plan: str
    prediction: str
    did: str = ""
    answer: str = ""
    studied: str = ""
    act: str = ""
    next: str = ""
    node: int | None = None


@dataclass(frozen=True)
class Counted:
    """A measure with a value for each week, and what happened in which week."""

    name: str
    kind: str
    definition: str
    unit: str
    goal: float | None
    values: tuple[float | None, ...]
    baseline: int = 0
    better: str = "up"
    marks: tuple[tuple[int, str, int | None], ...] = ()  # week, words, place of the cycle


@dataclass(frozen=True)
class Seen:
    """Evidence."""

    kind: str
    title: str
    body: str
    method: str
    sample_size: int
    small: str = "none"


@dataclass(frozen=True)
class Piece:
    """An artifact or a plan; `nodes` are (depth, kind, words)."""

    by: str
    weeks_ago: int
    title: str
    form: str = "practice"
    language: str = "en"
    aim: tuple[str, str, str] = ("", "", "")
    context: str = ""
    nodes: tuple[tuple[int, str, str], ...] = ()
    tries: tuple[Try, ...] = ()
    counted: tuple[Counted, ...] = ()
    seen: tuple[Seen, ...] = ()
    sections: dict[str, str] = field(default_factory=dict)
    promises: tuple[tuple[str, str, int], ...] = ()  # words, person's key, days from today
    reflection: str = ""
    ending: tuple[str, str] = ("", "")
    shared: bool = True
    reason: str = "To show the others where we are."


TERMS = (
    ("challenge", "Early reading for every child", "Lectura temprana para cada niño"),
    ("challenge", "Attendance that holds all year", "Asistencia que se mantiene todo el año"),
    ("driver", "Time with an adult", "Tiempo con un adulto"),
    ("driver", "What adults know", "Lo que saben los adultos"),
    ("driver", "Families as partners", "Las familias como aliadas"),
)

# Who took the first piece up: context, what they changed, what came of it.
TAKEN_UP = (
    "lucero-amador-finch",
    "One school, four rooms of kindergarten and grade 1, one secretary. Most families speak Spanish or Mixtec at home.",
    "Fifteen minutes instead of twenty, and a parent volunteer where we have no second adult.",
    "The sign on the door worked at once. The volunteers need a short training that we are writing now.",
)

PIECES = (
    Piece(
        "marisol-vega-lindqvist",
        21,
        "Twenty minutes of small-group reading, every day, in grade 1",
        aim=(
            "By June, each first grader who is learning English reads with an adult on 18 of 20 school days, not 11.",
            "From 11 to 18 of 20 school days",
            "First graders who are learning English",
        ),
        context="Four schools, eleven classrooms of grade 1. Two schools share a reading specialist.\n\n"
        "Before this year small groups were *whenever it fits*. In two schools it did not fit.",
        nodes=(
            (0, "primary", "There is a time for it that nothing else takes"),
            (1, "secondary", "The first hour has no announcements"),
            (2, "idea", "Assemblies move to Friday afternoon"),
            (2, "idea", "A sign on the door: we are reading"),
            (0, "primary", "There is a second adult in the room"),
            (1, "secondary", "Aides are scheduled by need, not by seniority"),
            (2, "idea", "Two aides swap mornings for one month"),
            (0, "primary", "Teachers know what to do in twenty minutes"),
            (1, "idea", "A card with three routines, tried by one teacher first"),
        ),
        tries=(
            Try(
                "A sign on the door of one classroom",
                "Does a sign keep the hour free?",
                "Ms. R., room 4, Monday to Friday, nine o'clock. The office counts how often somebody knocks.",
                "At most two interruptions in the week, down from nine.",
                "Six interruptions. Four were calls over the loudspeaker, which no sign stops.",
                "not",
                "The sign works for people. It does not work for the loudspeaker.",
                "adapt",
                "Ask the office to hold announcements until ten.",
                3,
            ),
            Try(
                "No announcements before ten, one school",
                "What does the office lose when it waits?",
                "The whole school for two weeks. The office keeps a list of what could not wait.",
                "Two interruptions a week in each room; the list stays under five items.",
                "One to three interruptions a week. The list had two items, both about buses.",
                "as predicted",
                "Nearly everything can wait an hour. Bus changes cannot, and those reach three rooms, not eleven.",
                "adopt",
                "Bus changes go by a note to the rooms concerned.",
                1,
            ),
            Try(
                "Two aides swap mornings",
                "Is a second adult there when the groups are?",
                "Mr. D. and Ms. P. swap Tuesday and Thursday for four weeks.",
                "Four of five mornings have a second adult in both rooms.",
                "Four of five mornings in one room, three of five in the other: one aide was out sick for a week.",
                "partly",
                "The swap holds as long as both are well. It needs a third person who knows the routine.",
                "adapt",
                "Train the substitute, then try it in the next school.",
                6,
            ),
        ),
        counted=(
            Counted(
                "Days with twenty minutes in a small group",
                "outcome",
                "Each Friday the teacher counts the days on which every first grader who is learning English read with "
                "an adult for twenty minutes. Sum over eleven classrooms, out of 55.",
                "of 55 days",
                50,
                (29, 31, 28, 33, 30, 27, 32, 30, 34, 38, 41, None, 40, 43, 44, 42, 45, 47, 46, 48),
                baseline=8,
                marks=((9, "No announcements before ten, first school", 1), (14, "Two aides swap mornings", 2)),
            ),
            Counted(
                "Knocks and calls during the first hour",
                "process",
                "Counted by the office in one week of each month, per classroom.",
                "a week",
                2,
                (9, 8, 9, 6, 3, 2),
                better="down",
            ),
        ),
        seen=(
            Seen(
                "observation",
                "Eleven walkthroughs of fifteen minutes",
                "In eight rooms the groups had begun within four minutes. In three the second adult arrived late.",
                "The walkthrough form that we share under Resources; two of us in each room.",
                11,
            ),
            Seen(
                "interview",
                "What five teachers say about the first hour",
                "> I did not know how loud our mornings were until they were quiet.",
                "Twenty minutes each, the same four questions.",
                5,
                "left out",
            ),
        ),
        reflection="We thought that we had a problem of staff. It was **noise**, and it cost nothing to solve.",
    ),
    Piece(
        "lucero-amador-finch",
        16,
        "Llamar a casa el mismo día: qué pasó y por qué lo dejamos",
        language="es",
        aim=(
            "Para abril, de cada 10 faltas sin aviso en kínder, la familia recibe una llamada el mismo día en 9.",
            "De 3 a 9 de cada 10 faltas",
            "Familias de kínder que hablan mixteco o español",
        ),
        context="Una escuela, cuatro salones de kínder. Una secretaria atiende todas las llamadas.",
        nodes=(
            (0, "primary", "Alguien tiene tiempo de llamar antes de las once"),
            (1, "idea", "La secretaria llama entre nueve y once"),
        ),
        tries=(
            Try(
                "La secretaria llama durante dos semanas",
                "¿Alcanza el tiempo?",
                "Todas las faltas sin aviso de kínder, de nueve a once.",
                "Ocho de diez familias contestan.",
                "Contestaron cuatro de diez. Las demás devolvieron la llamada por la tarde, cuando no había nadie.",
                "not",
                "A las familias les sirve más un mensaje por la mañana y una conversación a la salida.",
                "abandon",
                "",
                1,
            ),
        ),
        ending=(
            "abandoned",
            "Las llamadas llegan cuando la gente trabaja. Un mensaje por la mañana sirvió más. No las repetiríamos.",
        ),
        reason="Para que otros no tengan que averiguarlo otra vez.",
    ),
    Piece(
        "marisol-vega-lindqvist",
        6,
        "Our plan for this year: quiet mornings in all four schools",
        form="plan",
        aim=(
            "By June, in all four schools, at most two interruptions a week reach a first-grade room before ten.",
            "From 9 to 2 interruptions a week",
            "First graders in the two schools without a reading specialist",
        ),
        sections={
            "Where we stand": "One school has had quiet mornings since the fall. Three have not begun.",
            "What we will work on this year": "1. The office of each school tries two weeks of waiting until ten.\n"
            "2. Each school finds out what cannot wait.",
            "How we will know": "The weekly count of knocks and calls, and the walkthroughs in the spring.",
            "What we need from others": "A district that has done this with **one** office for two buildings.",
        },
        nodes=(
            (0, "primary", "The office knows what cannot wait"),
            (1, "idea", "A list of five reasons to call a room, on the wall of each office"),
            (1, "idea", "Two weeks of waiting until ten"),
        ),
        tries=(
            Try(
                "One office waits until ten",
                "What cannot wait?",
                "The office of the second school writes down every call that it holds back, for two weeks.",
                "Fewer than three calls in two weeks could not have waited.",
                node=2,
            ),
        ),
        promises=(
            ("Ask the three principals for two weeks in January", "marisol-vega-lindqvist", 9),
            ("Count interruptions in all first-grade rooms for one week", "dorrit-hanlon", 21),
        ),
        shared=False,
    ),
)
