"""Whatever is put into an address or a form, the site answers in words: every address of it is tried."""

import re

import pytest
from structlog.testing import capture_logs
from werkzeug.routing import IntegerConverter

NUL = "a\0b"
QUERY = "&".join(
    f"{name}=a%00b"
    for name in ("q", "after", "from", "county", "action", "place", "since", "next", "kind", "space", "q%00")
)
FIELDS = (
    "title body reason space note name place role purpose on collaboration value person slug challenge email about "
    "hours version number up_to level language locale password draft following"
)  # fmt: skip
LEFT_OUT = ("static", "sign_out", "close", "end_other", "departure")


def addresses(app, method):
    """Every address for a method, with rubbish for what it names, and the same with its names left whole."""
    for rule in app.url_map.iter_rules():
        if method not in (rule.methods or ()) or any(name in rule.endpoint for name in LEFT_OUT):
            continue
        numbers = {name for name, one in rule._converters.items() if isinstance(one, IntegerConverter)}
        yield re.sub(r"<(?:\w+:)?(\w+)>", lambda found, n=numbers: "1" if found[1] in n else "a%00b", rule.rule)


@pytest.mark.slow
@pytest.mark.parametrize("who", ["administrator", "visitor"])
def test_no_address_fails_for_a_nul(app, make, browse, who):
    browser = browse(make.role("administrator") if who == "administrator" else None)
    failed = []
    for path in addresses(app, "GET"):
        answer = browser.get(f"{path}?{QUERY}")
        if answer.status_code >= 500 or ("%00" in path and answer.status_code not in {302, 404}):
            failed.append((path, answer.status_code))
    assert failed == []


@pytest.mark.slow
def test_no_form_fails_for_a_nul(app, make, browse):
    browser = browse(make.role("administrator"))
    data = dict.fromkeys(FIELDS.split(), NUL)
    failed = [path for path in addresses(app, "POST") if browser.post(path, data).status_code >= 500]
    assert failed == []


@pytest.mark.parametrize("sent", ["[1]", "[]", "3", '"x"', '{"title": {"a": 1}, "body": [1]}', "{", ""])
def test_json_is_no_form(app, make, browse, sent):
    team = make.team(make.collaboration())
    browser = browse(make.member(team))
    where = f"/discussions/in/{make.space(team).slug}/new"
    token = browser.token()
    headers = {"X-CSRFToken": token}
    answer = browser.client.post(where, data=sent, content_type="application/json", headers=headers)
    assert answer.status_code == 415
    assert answer.get_json()["error"]["status"] == 415


def test_a_redirect_goes_to_no_other_host(client, app):
    paths = [rule.rule for rule in app.url_map.iter_rules() if rule.rule.endswith("/") and "<" not in rule.rule]
    for path in paths:
        answer = client.get(path.rstrip("/") + "?a=b", headers={"Host": "evil.example"})
        if answer.status_code == 308:
            assert answer.location == f"{path}?a=b"
    assert "308" in {str(client.get(path.rstrip("/")).status_code) for path in paths if path != "/"}
    assert "evil" not in (client.get("//evil.example/..//console").location or "")


def test_no_secret_of_a_link_is_logged(app, browse, monkeypatch, caplog):
    from community.people.routes import accounts  # late: optional, only its view is broken here

    def fails(_secret):
        raise RuntimeError

    monkeypatch.setattr(accounts.passwords, "owner_of", fails)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    with capture_logs() as told:
        assert browse(None).get("/password/new/the-secret-of-a-mail").status_code == 500
    assert [one["path"] for one in told if one["event"] == "request failed"] == ["/password/new/…"]
    assert "the-secret-of-a-mail" not in caplog.text
