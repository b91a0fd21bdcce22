"""A day in the sample network, by its forms: what no sample has, and what is far too long."""

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_TITLE = f"A question so long that it needs a second line, even wide: {LONG_WORD}"
TABLE = "\n".join(["| one | two | three | four | five | six |", "|-|-|-|-|-|-|", "| 1000000 " * 6 + "|"])
SPACE = "/discussions/in/reading-together"
LINKS = " ".join(f"https://books.example/{n}" for n in range(6))


def live_a_day(people):
    """Reword, share, close, hide, hold, and write at length."""
    lead, moderator = people.role("team lead"), people.role("moderator")
    writer = people.member("Harrow Bridge")
    plain = opened(lead, "What do you read aloud in kindergarten", "We have six titles and need more.")
    lead.post(f"{plain}/edit", title="What do you read aloud in kindergarten now", body="We have seven.", version="1")
    answer = writer.post(f"{plain}/replies", body="Anything with a refrain. Ana says so too.").url
    number = answer.rpartition("#r")[2]
    writer.post(f"/discussions/replies/{number}/edit", body="Anything with a refrain, read twice.", version="1")
    writer.post(f"{plain}/replies", body=f"Six shops: {LINKS}")
    team = lead.context.request.get(lead.site.address + "/spaces/alder-creek/").url
    lead.post(f"{team}new", title="Our own question first", body="Only we read this.", language="en")
    long = opened(lead, LONG_TITLE, f"{LONG_WORD}\n\n{TABLE}")
    lead.post(f"{long}/close")
    hidden = opened(writer, "Hidden before noon", "It names a child.")
    moderator.post(f"/moderation/hide/discussions.thread/{hidden.rpartition('/')[2]}", reason=f"No names: {LONG_WORD}")


def opened(reader, title, body):
    """The path of a new thread in the first collaboration's space."""
    answer = reader.post(f"{SPACE}/new", title=title, body=body, language="en")
    assert "/threads/" in answer.url, answer.text()[:2000]
    return answer.url.removeprefix(reader.site.address)
