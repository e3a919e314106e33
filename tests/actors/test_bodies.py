"""Bodies that a text calls by what they are: only where it is clear which one."""

import pytest


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Der Bundestag tagt. Dann stimmte {} zu.", "org:de-bundestag"),
        ("Deutschland wartet. Dann stimmte {} zu.", None),
        ("Der Bundestag tagt wie das kanadische Parlament. Dann stimmte {} zu.", None),
        ("Der Bundestag tagt wie der Landtag. Dann stimmte {} zu.", None),
        ("Der Bundestag tagt wie die Knesset. Dann stimmte {} zu.", None),
    ],
)
def test_the_parliament_of_an_article(story, text, linked):
    made = story(text.format("das Parlament")).says("das Parlament", "zu")
    for name in ("Bundestag", "Knesset"):
        if name in text:
            made.mention(name, "organisation")
    (speaker,) = made.speakers()
    assert speaker == linked or (linked is None and not speaker.startswith("org:"))


@pytest.mark.parametrize(
    ("speaker", "actor_id"),
    [
        ("das deutsche Parlament", "org:de-bundestag"),
        ("das israelische Parlament", "org:il-knesset"),
        ("die amerikanische Notenbank", "org:us-fed"),
    ],
)
def test_a_body_by_its_state(story, speaker, actor_id):
    assert story(f"Laut {speaker} eilt es.").says(speaker, "eilt es").speakers() == [actor_id]


def test_another_body_of_a_state_is_its_own(story):
    made = story("Laut kanadisches Parlament eilt es.").says("kanadisches Parlament", "eilt es")
    assert made.speaker_names() == ["kanadisches Parlament"]


@pytest.mark.parametrize(
    ("name", "again", "actor_id"),
    [
        ("EU-Kommission", "die Brüsseler Behörde", "org:eu-kommission"),
        ("UN-Sicherheitsrat", "das höchste UN-Gremium", "org:un-sicherheitsrat"),
        ("Bundesrat", "die Länderkammer", "org:de-bundesrat"),
        ("NATO", "das Militärbündnis", "org:nato"),
    ],
)
def test_a_body_again(story, name, again, actor_id):
    made = story(f"{name} tagt. {name} wartet. Später sagte {again}, es eile.").says(again, "es eile")
    made.mention(name, "organisation").mention(name, "organisation", nth=1)
    assert made.speakers() == [actor_id]


@pytest.mark.parametrize("speaker", ["ein Militärbündnis", "sein Parlament"])
def test_any_body_is_no_known_one(story, speaker):
    made = story(f"Die NATO und der Bundestag tagen. Dann warnte {speaker}.").says(speaker, "warnte")
    made.mention("NATO", "organisation").mention("Bundestag", "organisation")
    assert made.speakers()[0] not in ("org:nato", "org:de-bundestag")
