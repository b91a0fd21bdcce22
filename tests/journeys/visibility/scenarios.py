"""Draws scenarios: who is where and when, and what they do then. Values only; small ones, so that they shrink well."""

from hypothesis import strategies as st

PEOPLE = 6
some = st.integers(0, 7)
person = st.integers(0, PEOPLE - 1)
hours = st.sampled_from([None, 0, 1, 2, 6, 24])
places = st.sampled_from(
    ["member"] * 6
    + ["facilitator", "moderator", "moderator", "staff", "administrator", "team_pass", "collaboration_pass", "entry"]
)
begins = st.sampled_from([-48, -24, -24, -24, -2, 0, 1, 3])
lasts = st.sampled_from([None, None, 24, 25, 48, 72, 200])
stint = st.tuples(person, places, some, begins, lasts)

step = st.one_of(
    st.tuples(st.just("open"), person, some, st.booleans(), some),
    st.tuples(st.just("open"), person, some, st.booleans(), some),
    st.tuples(st.just("reply"), person, some, st.booleans()),
    st.tuples(st.just("reply"), person, some, st.booleans()),
    st.tuples(st.just("reword"), person, some),
    st.tuples(st.just("share"), person, some, some, some, hours),
    st.tuples(st.just("given"), some, some, some, st.sampled_from([-6, -1, 0, 1, 5]), hours),
    st.tuples(st.just("given"), some, some, some, st.just(0), hours),
    st.tuples(st.just("hold"), some),
    st.tuples(st.just("hide"), person, some),
    st.tuples(st.just("lift"), person, some),
    st.tuples(st.just("close"), person, some, st.booleans()),
    st.tuples(st.just("read"), person, some, st.integers(0, 4)),
    st.tuples(st.just("switch"), st.integers(0, 2), st.booleans()),
    st.tuples(st.just("advance"), st.sampled_from([1, 2, 25])),
    st.tuples(st.just("stint"), person, places, some, st.sampled_from([-1, 0, 2]), lasts),
    st.tuples(st.just("leave"), person),
)
scenario = st.tuples(
    st.lists(stint, min_size=4, max_size=12), st.lists(step, min_size=3, max_size=18), st.lists(step, max_size=6)
)
