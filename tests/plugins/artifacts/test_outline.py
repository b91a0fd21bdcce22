"""The outline and its diagram: every line once, below its parent; boxes that do not lie on each other."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.artifacts.outline import diagram, lines
from plugins.artifacts.outline.diagram import wrapped
from plugins.artifacts.record.values import Node

# Any parents at all: themselves, each other in a ring, ones that are not there.
NODES = st.lists(st.tuples(st.integers(0, 12), st.text("ab ", min_size=1, max_size=60)), max_size=12).map(
    lambda rows: [
        Node(str(n), text, parent=str(parent) if parent != 12 else "") for n, (parent, text) in enumerate(rows)
    ]
)


@given(NODES)
def test_every_line_stands_once(nodes):
    found = lines(nodes)
    assert sorted(one.node.id for one in found) == sorted(one.id for one in nodes)
    depth = {"": -1}
    for line in found:
        assert line.depth in {0, depth.get(line.node.parent, -1) + 1}
        depth[line.node.id] = line.depth


@given(NODES)
def test_boxes_do_not_lie_on_each_other(nodes):
    drawn = diagram("The aim", nodes)
    assert len(drawn.boxes) == len(nodes) + 1
    assert len(drawn.links) == len(nodes)
    for n, box in enumerate(drawn.boxes):
        assert 0 <= box.x <= drawn.width - box.width
        assert 0 <= box.y <= drawn.height - box.height
        for other in drawn.boxes[n + 1 :]:
            apart = box.y + box.height <= other.y or other.y + other.height <= box.y
            assert apart or box.x + box.width <= other.x or other.x + other.width <= box.x


@given(st.text(max_size=400))
def test_words_fit_their_box(text):
    found = wrapped(text, 22)
    assert len(found) <= 6
    assert all(len(line) <= 22 for line in found)
