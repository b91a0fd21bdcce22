"""Words of the sample network's round: what teams say of themselves, ask, give, and decide. All invented."""

# By the address of a team: challenge, strengths, looks for, helps with, stage.
WORDS = {
    "alder-creek": (
        "Small-group reading every day in grade 1", "Quiet mornings in one school", "How to keep an office quiet",
        "Counting interruptions without a grudge", 3,
    ),
    "mirasol": (
        "Absences on Mondays", "Everybody knows every family", "Ways to reach families who move",
        "Calling home the same day", 3,
    ),
    "harrow-bridge": (
        "Reading in two languages", "Dual-language teachers who plan together", "Books in Spanish for grade 1",
        "Reading aloud in two languages", 2,
    ),
    "santa-brisa": (
        "Older children who read with younger ones", "Principals who visit rooms", "Ways to count what is said",
        "Reading corners run by children", 3,
    ),
    "quail-terrace": (
        "Families in three languages", "Interpreters at every meeting", "Reaching families who move",
        "Family nights that are full", 4,
    ),
}  # fmt: skip
QUESTIONS = (
    "What would you ask our teachers first?",
    "Which of our measures would tell you the most, and which would you drop?",
    "Is this small enough for one week?",
    "Whom have we forgotten to ask?",
    "What would make you doubt our numbers?",
)
WARM = (
    "You name the children for whom this is meant. The question of who is helped is answered before anything is done.",
    "Your aim has a number, a group and a day. We could tell next June whether you got there.",
    "You began in one room and say so. It made us trust the rest.",
)
COOL = (
    "We wonder what a substitute would know of this on a Monday. Where is it written down?",
    "We wonder how you will see it when the change is done but nothing gets better.",
    "We wonder whether two people count in the same way. Did you try it with one room and two counters?",
)
FROM_US = "We tried something like it two years ago and stopped, because nobody had time to look at the counts."
SUGGEST = (
    "Ask the two teachers for whom it went worst to plan the next cycle with you.",
    "Let two people count the same morning, once, before you count for a month.",
    "Write the five reasons to call a room on one page, and show it to a substitute.",
)
THANKS = "Thank you. We read this aloud in our team meeting."
WHY = "Our next cycle begins in two weeks, and this is small enough for it."
BECAME = "Two people counted one morning and differed by four. We changed what counts as an interruption."
