import pytest

from standpunkt.actors.transliteration import slavic_form


@pytest.mark.parametrize(
    "spellings",
    [
        "selenskyj selensky zelensky zelenskyy zelenskyj zelenskiy selenskij",
        "peskow peskov",
        "lawrow lavrov lavroff",
        "medwedew medvedev",
        "kuschtschenko kushchenko",
        "timoschenko tymoshenko",
        "saakaschwili saakashvili",
        "petrowskaja petrovskaya",
    ],
)
def test_spellings_of_one_surname(spellings):
    first, *others = (slavic_form(name) for name in spellings.split())
    assert first is not None
    assert {first} == set(others)


@pytest.mark.parametrize(
    ("one", "other"), [("petrow", "petrowa"), ("iwanow", "iwanenko"), ("selenskyj", "selenska")]
)
def test_other_surnames_stay_apart(one, other):
    assert slavic_form(one) != slavic_form(other)


@pytest.mark.parametrize("name", ["meier", "meyer", "schmidt", "merz", "von der leyen", "macron", "rutte"])
def test_other_families_have_no_such_form(name):
    assert slavic_form(name) is None


def test_a_spelling_no_table_has_is_the_known_person(story):
    made = story("Dmitrij Peskoff sprach. Sergei Lavroff sagte, es eile. Lavroff ging. Anton Lavroff kam.")
    for name, nth in (("Dmitrij Peskoff", 0), ("Sergei Lavroff", 0), ("Lavroff", 1), ("Anton Lavroff", 0)):
        made.mention(name, nth=nth)
    made.says("Sergei Lavroff", "es eile")
    known, *_ = (row["actor_id"] for row in made.link().mentions)
    assert known == "person:dmitri-peskow"
    assert made.speakers() == ["person:sergej-lawrow"]
    # Two persons of that surname: the bare one stays open, and Anton is somebody else.
    assert made.linked("Lavroff", 1) is None
    assert made.linked("Anton Lavroff") is None
