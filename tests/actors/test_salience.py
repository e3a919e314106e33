"""Pronouns that rules alone leave open, and those that stay open."""

import pytest

NAMES = ("Anton Muster", "Karl Beispiel", "Anna Muster", "Anna Beispiel")


@pytest.mark.parametrize(
    ("text", "pronoun", "meant"),
    [
        # Whose it is, is the subject of the same clause.
        ("Karl Beispiel kam. Anton Muster lobte seine Pläne.", "seine", "Anton Muster"),
        # Two sentences back, if nobody else fits.
        ("Anton Muster kam. Das Haus blieb dunkel. Dann sprach er lange.", "er lange", "Anton Muster"),
        # "ihn" is not the subject of its own clause.
        ("Anton Muster sprach. Karl Beispiel lobte ihn.", "ihn", "Anton Muster"),
        # Past somebody of another gender.
        ("Anton Muster kam. Anna Beispiel ging. Er zögerte.", "Er", "Anton Muster"),
    ],
)
def test_a_pronoun_means_whom_the_text_goes_on_about(story, text, pronoun, meant):
    made = story(text).persons(*(name for name in NAMES if name in text))
    for name in NAMES:
        if name in text:
            made.stance(name, text.split(name)[1].split()[0].strip("."))
    word = pronoun.split()[0]
    start_char = made.at(pronoun)[0]
    nth = text[:start_char].count(word)
    made.mention(word, "other", "pronoun", nth=nth)
    ids = {actor.name: actor.actor_id for actor in made.link().actors}
    assert made.linked(word, nth) == ids[meant]


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        # Nobody of that gender.
        ("Anna Muster sprach. Er ging.", "Er"),
        # Two who both could.
        ("Anton Muster und Karl Beispiel kamen. Er ging.", "Er"),
        # Farther back than texts go.
        (f"Anton Muster kam.{' Es regnete.' * 6} Er ging.", "Er"),
    ],
)
def test_a_pronoun_stays_open(story, text, pronoun):
    made = story(text).persons(*(n for n in ("Anton Muster", "Anna Muster", "Karl Beispiel") if n in text))
    made.mention(pronoun, "other", "pronoun")
    made.stance(pronoun, text.split()[0])
    assert made.link().stances[0]["holder_actor_id"] is None


@pytest.mark.parametrize("order", [("Sender Alpha", "Anton Muster"), ("Anton Muster", "Sender Alpha")])
def test_ich_is_the_person_a_medium_quotes(story, order):
    made = story("Sender Alpha zitierte Anton Muster: „Ich gehe.“").persons("Anton Muster")
    made.mention("Sender Alpha", "organisation").mention("Ich", "other", "pronoun")
    for speaker in order:
        made.says(speaker, "„Ich gehe.“", kind="direct")
    person = next(a for a in made.link().actors if a.name == "Anton Muster")
    assert made.linked("Ich") == person.actor_id
