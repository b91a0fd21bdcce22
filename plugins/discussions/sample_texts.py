"""What the invented people of the sample network wrote to each other. Every word is made up. No logic."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """A reply: by whom (a person's key) and what."""

    by: str
    body: str
    language: str = "en"


@dataclass(frozen=True)
class Talk:
    """A thread with its replies."""

    by: str
    days_ago: int
    title: str
    body: str
    replies: tuple[Answer, ...] = ()
    language: str = "en"


TALKS = (
    Talk(
        "marisol-vega-lindqvist",
        24,
        "How do you find twenty minutes a day for small groups in grade 1?",
        "We agreed at the launch that every first grader reads with a teacher in a small group each day. "
        "In two of our four schools it happens; in the other two the schedule eats it.\n\n"
        "What we tried:\n\n"
        "1. moving the assembly to Friday\n2. a second adult in the room from 9:00 to 9:30\n\n"
        "The second adult helps, but only on three days. **What did you move, and what did you let go?**",
        (
            Answer(
                "rosalind-tewksbury",
                "We let go of the calendar routine for nine weeks, as a test. It gave us 18 minutes.\n\n"
                "> In two of our four schools it happens\n\n"
                "Ours were split the same way. The difference was not the schedule but who was allowed to change it: "
                "the two schools where it worked had a lead teacher who could move things without asking.",
            ),
            Answer(
                "lucero-amador-finch",
                "En nuestro distrito la segunda persona es una asistente bilingüe que comparten dos salones. "
                "Nos sirvió escribir en una hoja qué hace cada quien en esos veinte minutos. "
                "Con gusto les comparto la hoja.",
                "es",
            ),
            Answer(
                "marisol-vega-lindqvist",
                "Thank you both. We will try the nine weeks without calendar in one school, from Monday, and tell you "
                "what the count says.",
            ),
        ),
    ),
    Talk(
        "garrick-stanhope-wu",
        19,
        "A one-page aim statement: could two of you read ours?",
        "Our draft says:\n\n> By June, 70 % of our second graders who are learning English will move up one level "
        "in the spring reading check. In the fall it was 52 %.\n\n"
        "Does it say how much, for whom and by when? We are not sure that one level means the same in all our schools.",
        (
            Answer(
                "dolores-ybarra-kent",
                "How much and by when: yes. *For whom*: do you count children who arrive after October? "
                "We fell into that hole last year.",
            ),
            Answer(
                "leopold-achterberg",
                "I would write down who gives the check, and when. Ours moved by six points "
                "when we changed the person, and nothing else.",
            ),
        ),
    ),
    Talk(
        "veronica-salcido-hunt",
        15,
        "¿Cómo invitan a las familias a leer con sus hijos en casa?",
        "Mandamos una carta cada mes y casi nadie responde. Este año queremos probar otra cosa: una llamada corta, "
        "en el idioma de la familia, con **una sola idea** para esa semana.\n\n¿Alguien ya lo hizo? ¿Quién llama?",
        (
            Answer(
                "emiliano-renteria-fox",
                "Nosotros lo hicimos en una escuela. Llamaron las maestras, diez minutos los jueves. "
                "Lo que más nos dijeron: que la llamada no fuera para pedir algo.",
                "es",
            ),
            Answer(
                "clementine-okoro-day",
                "We did this with text messages and a picture of the page. Families answered far more often than to "
                "letters. We can show you our twelve messages, in English and Spanish.",
            ),
        ),
        "es",
    ),
    Talk(
        "henrietta-zhao-miller",
        11,
        "What does your principal see in a ten-minute classroom visit?",
        "Our principals want to help and do not know what to look for. We would like a short list of five things, "
        "none of them a judgement.\n\n"
        "| What we look at | What we write down |\n| --- | --- |\n| who reads aloud | how many students |\n"
        "| who asks | teacher or student |\n| what is on the table | the title |\n\nWhat would you add?",
        (Answer("hernan-zaragoza-wells", "*How long a student waits before somebody helps.* It surprised us most."),),
    ),
    Talk(
        "graciela-pizarro-lund",
        8,
        "Our count went down after winter break. Is that a signal?",
        "Median of the fall: 14 books a week. The last five weeks: 11, 12, 9, 12, 10. All below the median, but there "
        "are only five. How many would you wait for before you change something?",
        (
            Answer(
                "esperanza-lujan-whitaker",
                "Six in a row on one side of the median is the usual rule for a shift. "
                "So: one more week, and write down *now* what you think it will be. That is the part people skip.",
            ),
            Answer("odette-marchbanks", "We wrote down 13. We will tell you on Friday."),
        ),
    ),
    Talk(
        "ximena-corral-voss",
        4,
        "Who pays for the substitute when a team visits another district?",
        "We would like to see the small groups at Mirasol. The morning is easy, the substitute is not. "
        "How did you settle it?",
        (),
    ),
    Talk(
        "jonas-featherstone",
        2,
        "Before the winter convening: one page about your first cycle",
        "Please bring one page: what you predicted, what happened, what you will do next. It may be unfinished. "
        "We will read in pairs and write *I like, I wish, I wonder*.\n\nIf you have no cycle yet, bring the question "
        "that stops you. That is just as useful.",
        (
            Answer("philippa-drummond", "May it be in Spanish? Two of our teachers wrote it together."),
            Answer("jonas-featherstone", "Yes. Half of the pairs read both languages, and we will match them."),
        ),
    ),
)
