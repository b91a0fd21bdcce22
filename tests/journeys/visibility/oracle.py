"""Who may read which version of what, in plain Python sets, as "Who sees what" in docs/architecture.md has it: no SQL.

Knows nothing of the product: people, places and things are small numbers and names, time is in hours from the start.
"""

from dataclasses import dataclass, field

COLLABORATIONS = (0, 1)
TEAMS = {0: 0, 1: 0, 2: 1}  # team: its collaboration
SPACES = ("network", "staff", "c0", "c1", "t0", "t1", "t2")
HOME_COLLABORATION = {"c0": 0, "c1": 1, "t0": 0, "t1": 0, "t2": 1}
NETWORK_ROLES = ("staff", "administrator")


@dataclass(frozen=True)
class Stint:
    """A dated place: in a team, a role, a pass, or staff inside a team's space. It counts while start <= now < end."""

    person: int
    what: str  # member, facilitator, moderator, staff, administrator, team_pass, collaboration_pass, entry
    place: int
    start: int
    end: int | None


@dataclass
class Post:
    """A thread (`thread` is None) or a reply. `texts` are its wordings; version n is texts[n - 1]."""

    number: int
    home: str
    author: int | None
    texts: list[str]
    thread: int | None = None
    place: int = 0  # of a reply in its thread
    closed: bool = False
    takedown: str = ""  # "", held, hidden
    picture: bool = False
    at: int = 0
    until: int = 0  # before this hour another module keeps it from everybody but its moderators

    @property
    def version(self) -> int:
        return len(self.texts)


@dataclass(frozen=True)
class Share:
    """One version of a thread for one space. It counts while start <= now < end."""

    post: int
    version: int
    space: str
    start: int
    end: int | None


def counts(one: Stint | Share, now: int) -> bool:
    return one.start <= now and (one.end is None or now < one.end)


@dataclass
class World:
    """Everything that decides. None stands for somebody who is not signed in."""

    people: tuple[int, ...]
    stints: list[Stint] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    off: set[int | None] = field(default_factory=set)  # where discussions are off; None: everywhere
    read: dict[tuple[int, int], int] = field(default_factory=dict)  # (person, thread): how far they read
    now: int = 0

    def holds(self, person: int | None, what: str, place: int | None = None) -> bool:
        return person not in self.gone and any(
            one.person == person and one.what == what and place in {None, one.place} and counts(one, self.now)
            for one in self.stints
        )

    def in_collaboration(self, person: int | None, place: int) -> bool:
        teams = [team for team, where in TEAMS.items() if where == place]
        roles = ("facilitator", "moderator", "collaboration_pass")
        return any(self.holds(person, "member", team) for team in teams) or any(
            self.holds(person, role, place) for role in roles
        )

    def is_in(self, person: int | None, space: str) -> bool:
        """Whether a person is in a space now."""
        of_network = any(self.holds(person, role) for role in NETWORK_ROLES)
        if space == "staff":
            return of_network
        if space == "network":
            somewhere = any(self.in_collaboration(person, place) for place in COLLABORATIONS)
            return of_network or somewhere or self.holds(person, "team_pass")
        kind, place = space[0], int(space[1:])
        if kind == "c":
            return self.in_collaboration(person, place)
        return any(self.holds(person, what, place) for what in ("member", "team_pass", "entry"))

    def moderates(self, person: int | None, space: str) -> bool:
        if space == "staff":
            return self.holds(person, "administrator")
        if space == "network":
            return any(self.holds(person, role) for role in NETWORK_ROLES)
        return space[0] == "c" and self.holds(person, "moderator", int(space[1:]))

    def is_on(self, space: str) -> bool:
        return None not in self.off and HOME_COLLABORATION.get(space, -1) not in self.off

    def passes(self, person: int | None, post: Post) -> bool:
        """Whether every limit lets this person through to a post."""
        if not self.is_on(post.home):
            return False
        above = [] if post.thread is None else [self.posts[post.thread]]
        for one in (post, *above):
            if one.until > self.now and not self.moderates(person, one.home):
                return False
            author = one.takedown == "held" and person is not None and one.author == person
            if one.takedown and not author and not self.moderates(person, one.home):
                return False
        return True

    def version(self, person: int | None, post: Post) -> int:
        """The version of a post that this person reads; 0 when they read none."""
        if not self.passes(person, post):
            return 0
        if self.is_in(person, post.home):
            return post.version
        given = [
            one.version
            for one in self.shares
            if one.post == post.number and counts(one, self.now) and self.is_in(person, one.space)
        ]
        return max(given, default=0)

    def reads(self, person: int | None, post: Post) -> bool:
        return self.version(person, post) > 0

    def readers(self, post: Post) -> set[int]:
        return {person for person in self.people if person not in self.gone and self.reads(person, post)}

    def threads(self) -> list[Post]:
        return [post for post in self.posts if post.thread is None]

    def replies(self, thread: int | None = None) -> list[Post]:
        return [post for post in self.posts if post.thread is not None and thread in {None, post.thread}]

    def actions(self, person: int | None, post: Post) -> set[str]:
        """What a person may do to a post besides reading it."""
        if not self.reads(person, post):
            return set()
        at_home, mine = self.is_in(person, post.home), person is not None and post.author == person
        thread = post if post.thread is None else self.posts[post.thread]
        moderates = self.moderates(person, post.home)
        found = {"moderate"} if moderates else set()
        if mine and at_home and not thread.closed:
            found.add("edit")
        if post.thread is None:
            found |= {"follow"} if at_home else set()
            found |= {"reply"} if at_home and not post.closed else set()
            found |= {"close"} if moderates or (mine and at_home) else set()
            found |= {"share"} if self.owns(person, post) else set()
        return found

    def owns(self, person: int | None, post: Post) -> bool:
        """Widening is an act of the owning team; in a collaboration of its facilitators; elsewhere of the author."""
        place = HOME_COLLABORATION.get(post.home, -1)
        if post.home[0] == "t":
            return self.holds(person, "member", int(post.home[1:]))
        author = person is not None and post.author == person and self.is_in(person, post.home)
        return author or self.holds(person, "facilitator", place)

    def texts(self, person: int | None) -> set[str]:
        """Every wording that may reach a person's screen: what they read; at home also the earlier ones."""
        found: set[str] = set()
        for post in self.posts:
            version = self.version(person, post)
            if version:
                found |= set(post.texts[:version]) if self.is_in(person, post.home) else {post.texts[version - 1]}
        return found

    def unread(self, person: int) -> dict[int, int]:
        """{thread: number of new replies} of threads with anything new for a person."""
        found = {}
        for thread in self.threads():
            position = self.read.get((person, thread.number))
            later = [
                one
                for one in self.replies(thread.number)
                if one.place > max(position or 0, 0) and one.author != person and self.reads(person, one)
            ]
            fresh = (position is None or position < 0) and thread.author != person
            if (fresh or later) and self.reads(person, thread):
                found[thread.number] = len(later)
        return found
