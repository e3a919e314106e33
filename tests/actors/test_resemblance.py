"""Descriptions that go back to somebody by another word, and those that tell of somebody new."""

import pytest

from standpunkt.actors.cast import shared
from standpunkt.actors.wording import read_phrase


@pytest.mark.parametrize(
    ("text", "description", "meant"),
    [
        # The end of a longer noun.
        ("Die Sonderkommission Alpha tagte. Die Kommission mahnte Eile an.", "Die Kommission", "Alpha"),
        # The only body an article names, called what it is.
        ("Der Konzern Kranich AG wächst. Der Konzern will bauen.", "Der Konzern", "Kranich"),
    ],
)
def test_a_description_goes_back_to_a_name(story, text, description, meant):
    name = next(n for n in ("Sonderkommission Alpha", "Kranich AG") if n in text)
    made = story(text).mention(name, "organisation")
    made.mention(description, "other", "office", nth=text.count(description) - 1)
    made.stance(description, "Eile" if "Eile" in text else "bauen", nth=text.count(description) - 1)
    holder = made.link().stances[0]["holder_actor_id"]
    assert meant in next(actor.name for actor in made.link().actors if actor.actor_id == holder)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # Whoever was that before is not meant.
        ("Der frühere Landrat Anton Muster kam. Der Landrat sagte, es eile.", "Der Landrat"),
        # Followers are several.
        ("Anton Muster sprach. Die Anhänger Musters sagten, es eile.", "Die Anhänger Musters"),
        # Whose lawyer she is does not speak.
        ("Anton Muster sprach. Es schwieg die Anwältin Musters. Die Anwältin rief, es eile.", "Die Anwältin"),
        # "ein" is somebody new.
        ("Anton Muster sprach. Ein Politiker sagte, es eile.", "Ein Politiker"),
    ],
)
def test_a_description_is_not_whoever_is_near(story, text, speaker):
    made = story(text).persons("Anton Muster")
    if "Musters" in text:
        made.mention("Musters")
    if "frühere" in text:
        made.role("frühere Landrat", "Landrat", "Anton Muster", former=True)
    else:
        made.says("Anton Muster", "sprach")
    made.says(speaker, "es eile")
    linked = made.link()
    muster = {actor.actor_id for actor in linked.actors if actor.name == "Anton Muster"}
    assert muster
    assert linked.statements[-1]["speaker_actor_id"] not in muster


@pytest.mark.parametrize(
    ("noun", "words", "how"),
    [
        ("kommission", {"kommission"}, "same"),
        ("kommission", {"sonderkommission"}, "ending"),
        ("bundeswehrmajor", {"major"}, "longer"),
        ("vereinsheim", {"verein"}, "begins"),
        ("rat", {"beirat"}, None),
        ("minister", {"kanzl"}, None),
    ],
)
def test_how_a_noun_goes_together_with_words(noun, words, how):
    assert shared(noun, words) == how


@pytest.mark.parametrize(
    ("text", "noun", "how", "qualifiers"),
    [
        ("der türkische Präsident", "präsident", "definite", {"türkisch"}),
        ("dieses Gericht", "gericht", "pointing", set()),
        ("ein Sprecher der Polizei", "sprech", "indefinite", {"polizei"}),
        ("seine Partei", "partei", "owned", set()),
        ("Die Leipziger Polizei", "polizei", "definite", {"leipzig"}),
        ("Die Herausgeber der Studie", "herausgeb", "definite", {"studi"}),
        ("Beobachter", "beobacht", "bare", set()),
    ],
)
def test_a_description_taken_apart(text, noun, how, qualifiers):
    phrase = read_phrase(text, (0, len(text)), None)
    assert (phrase.noun, phrase.how) == (noun, how)
    assert qualifiers <= phrase.qualifiers <= qualifiers | {"leipziger"}


def test_words_without_a_noun_are_no_description():
    assert read_phrase("heute", (0, 5), None) is None
