"""The keeper of the translations: it sees every kind of fault, compiles what changed, and loses nothing."""

import gettext
import importlib.util

import pytest

from tests.architecture.repository import ROOT

GOOD = """
msgid "Hello %(name)s"
msgstr "Hola, %(name)s"

msgid "One reply"
msgid_plural "%(num)s replies"
msgstr[0] "Una respuesta"
msgstr[1] "%(num)s respuestas"

msgid "Sign in"
msgstr "Iniciar sesión"
"""


@pytest.fixture(scope="module")
def catalogues():
    """The script, which is no module of a package."""
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / ".ci" / "catalogues.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def house(tmp_path, catalogues, monkeypatch):
    """A core with three messages: two in code, one in a template."""
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    (tmp_path / "community").mkdir()
    (tmp_path / "templates").mkdir()
    code = 'x = _("Hello %(name)s", name=n)\ny = ngettext("One reply", "%(num)s replies", n)\n'
    (tmp_path / "community" / "pages.py").write_text(code)
    (tmp_path / "templates" / "base.html").write_text("<p>{% trans %}\n  Sign\n  in\n{% endtrans %}</p>")
    return tmp_path


def write(house, text):
    """Put a Spanish catalogue into the house; answers its path."""
    path = house / "community" / "translations" / "es" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def complaints(catalogues, house):
    """What is said against the core's Spanish."""
    module = next(catalogues.modules(house))
    return list(catalogues.complaints(module, "es"))


def test_a_complete_catalogue_passes(catalogues, house):
    write(house, GOOD)
    assert complaints(catalogues, house) == []


def test_no_catalogue_at_all_is_seen(catalogues, house):
    assert "3 messages to translate" in complaints(catalogues, house)[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('msgid "Sign in"', 'msgid "Sign out"', "missing: 'Sign in'"),
        ('msgid "Sign in"', 'msgid "Sign out"', "no longer used: 'Sign out'"),
        ('msgid "Sign in"', '#, fuzzy\nmsgid "Sign in"', "fuzzy: 'Sign in'"),
        ("Iniciar sesión", "", "not translated: 'Sign in'"),
        ("Hola, %(name)s", "Hola", "other placeholders than ['name']"),
        ("Hola, %(name)s", "Hola, %(nombre)s", "other placeholders than ['name']"),
        ("%(num)s respuestas", "Muchas respuestas", "other placeholders than ['num']"),
        ("Una respuesta", "Una %(what)s", "other placeholders than []"),
        ("\nmsgid_plural", '\n\n#~ msgid "Old"\n#~ msgstr "Viejo"\n\nmsgid_plural', "obsolete: 'Old'"),
    ],
)
def test_each_fault_is_seen(catalogues, house, old, new, said):
    if "obsolete" in said:
        write(house, GOOD + '\n#~ msgid "Old"\n#~ msgstr "Viejo"\n')
    else:
        write(house, GOOD.replace(old, new))
    assert any(said in line for line in complaints(catalogues, house))


def test_a_nameless_placeholder_is_refused(catalogues, house):
    (house / "community" / "more.py").write_text('z = _("%s of %s")\n')
    write(house, GOOD + '\nmsgid "%s of %s"\nmsgstr "%s de %s"\n')
    assert any("named placeholders" in line for line in complaints(catalogues, house))


def test_a_plugin_has_a_catalogue_of_its_own(catalogues, house):
    (house / "plugins" / "talk").mkdir(parents=True)
    (house / "plugins" / "talk" / "__init__.py").touch()
    (house / "plugins" / "talk" / "routes.py").write_text('t = _l("Talk")\n')
    write(house, GOOD)
    core, talk = catalogues.modules(house)
    assert list(catalogues.complaints(core, "es")) == []
    assert "1 messages to translate" in next(catalogues.complaints(talk, "es"))


def test_an_update_adds_drops_and_keeps(catalogues, house):
    path = write(house, GOOD.replace('msgid "Sign in"', 'msgid "Sign out"'))
    said = catalogues.update(next(catalogues.modules(house)), "es")
    assert said == "community (es): 3 messages, 1 to translate, 1 dropped"
    assert "Hola, %(name)s" in path.read_text()
    assert "Sign out" not in path.read_text()
    before = path.read_text()
    catalogues.update(next(catalogues.modules(house)), "es")
    assert path.read_text() == before


def test_compiling_does_what_changed_and_no_more(catalogues, house):
    path = write(house, GOOD)
    assert catalogues.compile_all(house) == 1
    assert catalogues.compile_all(house) == 0
    path.write_text(GOOD.replace("Iniciar sesión", "Entrar"))
    assert catalogues.compile_all(house) == 1
    with path.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Sign in") == "Entrar"
