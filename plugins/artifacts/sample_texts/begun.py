"""Short records of the other teams of the sample network: what they have begun. All invented."""

# What the other teams have begun: who, title, aim, how much, for whom.
BEGUN = (
    (
        "rosalind-tewksbury", "Two languages, one book: reading aloud in dual-language rooms",
        "By June every dual-language kindergarten hears one book a week in both languages.", "From 3 to 9 rooms",
        "Kindergartners in dual-language rooms",
    ),
    (
        "garrick-stanhope-wu", "Who reads with the children who come late?",
        "By spring, children who arrive after the first bell still get their twenty minutes.",
        "From 40 to 80 of 100 days",
        "Children who come late more than once a week",
    ),
    (
        "dolores-ybarra-kent", "A reading corner run by third graders",
        "By May, third graders read with first graders twice a week.", "From 0 to 2 times a week", "First graders",
    ),
    (
        "clementine-okoro-day", "Coaching that a teacher asks for",
        "By June, half of our teachers have asked for a visit by a coach.", "From 6 to 24 teachers", "Grades 1 to 3",
    ),
    (
        "leopold-achterberg", "Small groups without a specialist",
        "By spring, two teachers share one hour of small groups.", "From 1 to 4 rooms", "Schools without a specialist",
    ),
    (
        "veronica-salcido-hunt", "Family nights in three languages",
        "By June, every family was asked in its language what reading at home is like.", "From 30 to 90 of 100",
        "Families who speak Spanish or Mixteco at home",
    ),
    (
        "emiliano-renteria-fox", "From preschool to kindergarten: one page about each child",
        "By August, each kindergarten teacher has read one page about each child.",
        "From 2 to 8 schools", "Preschoolers",
    ),
    (
        "henrietta-zhao-miller", "Five minutes after a walkthrough",
        "By May, every walkthrough ends with five minutes of talk.", "From 10 to 90 of 100", "First-year teachers",
    ),
    (
        "graciela-pizarro-lund", "One test less, one conversation more",
        "By June, one of our three reading tests has given way to a talk with the child.",
        "From 3 to 2 tests", "Grade 2",
    ),
    (
        "hernan-zaragoza-wells", "Books that go home and come back",
        "By spring, each child takes a book home every Friday.", "From 35 to 85 of 100 children", "Grade 1",
    ),
)  # fmt: skip
