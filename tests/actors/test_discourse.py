"""Whom a text goes back to: pronouns by clause and number, joint speakers, documents, short forms."""

import pytest


def test_sein_and_ihr_without_an_ending_are_whose(story):
    made = story("Anton Muster sagte, er behalte sein Amt. Anna Beispiel sagte, sie behalte ihr Büro.")
    made.persons("Anton Muster", "Anna Beispiel")
    made.mention("sein", "other", "pronoun").mention("ihr", "other", "pronoun")
    made.says("Anton Muster", "er behalte sein Amt").says("Anna Beispiel", "sie behalte ihr Büro")
    assert made.linked("sein") == made.linked("Anton Muster") is not None
    assert made.linked("ihr") == made.linked("Anna Beispiel") is not None


def test_a_verb_of_the_sentence_before_says_nothing_about_number(story):
    made = story("Anna Muster hatte lange Rede und Antwort gestanden. Sie sicherte Hilfe zu.")
    made.persons("Anna Muster").mention("Sie", "other", "pronoun")
    made.stance("Anna Muster", "Rede").says("Sie", "Hilfe")
    assert made.speakers() == [made.linked("Anna Muster")]


def test_dieser_is_who_was_named_last(story):
    made = story("Anton Muster lobte gestern seinen Kollegen Karl Beispiel. Dieser sagte, es eile.")
    made.persons("Anton Muster", "Karl Beispiel").mention("Dieser", "other", "pronoun")
    made.says("Dieser", "es eile").stance("Anton Muster", "Kollegen")
    assert made.speakers() == [made.linked("Karl Beispiel")]


def test_whose_goes_to_the_subject_of_its_clause(story):
    made = story("Während Karl Beispiel zögerte, hat Anton Muster seine Macht gesichert.")
    made.persons("Karl Beispiel", "Anton Muster").mention("seine", "other", "pronoun")
    made.stance("Anton Muster", "Macht").stance("Karl Beispiel", "Macht")
    assert made.linked("seine") == made.linked("Anton Muster") is not None


def test_a_woman_in_the_dative_is_no_subject(story):
    made = story("Anna Muster riet der Anwältin, zu prüfen, ob ihr Büro noch steht.")
    made.persons("Anna Muster").mention("der Anwältin", "other", "office").mention("ihr", "other", "pronoun")
    made.stance("Anna Muster", "Büro")
    assert made.linked("ihr") is None


def test_whose_comes_before_the_name_in_a_fronted_phrase(story):
    made = story("In ihrer Rede forderte Anna Muster mehr Geld.")
    made.persons("Anna Muster").mention("ihrer", "other", "pronoun").stance("Anna Muster", "mehr Geld")
    assert made.linked("ihrer") == made.linked("Anna Muster") is not None


def test_ihm_after_a_neuter_is_left_open(story):
    made = story("Anton Muster fragt, warum das Innenministerium zögert, obwohl ihm nichts droht.")
    made.persons("Anton Muster").mention("Innenministerium", "organisation")
    made.mention("ihm", "other", "pronoun").stance("Anton Muster", "nichts")
    assert made.linked("ihm") is None


def test_joint_speakers_stand_under_the_one_named_first(story):
    made = story("Anna Muster (SPD) und Minister Anton Beispiel betonten, es eile.")
    made.persons("Anna Muster", "Anton Beispiel").mention("SPD", "organisation")
    made.says("Anna Muster (SPD) und Minister Anton Beispiel", "es eile", cue="betonten")
    assert made.speaker_names() == ["Anna Muster"]


@pytest.mark.parametrize(
    "speaker", ["Anna Muster und ihre Minister", "Der Rat von Anna Muster und Anton Beispiel"]
)
def test_who_is_only_said_to_be_with_somebody_is_not_joint(story, speaker):
    made = story(f"{speaker} betonten, es eile.").persons("Anna Muster", "Anton Beispiel")
    made.says(speaker, "es eile", cue="betonten")
    assert made.speaker_names() != ["Anna Muster"]


def test_beide_are_the_only_two_of_the_sentence_before(story):
    made = story("Anna Muster traf Anton Beispiel. Beide sagten, es eile.")
    made.persons("Anna Muster", "Anton Beispiel").mention("Beide", "other", "pronoun")
    made.says("Beide", "es eile").stance("Anna Muster", "es")
    assert made.speakers() == [made.linked("Anna Muster")]
    assert made.linked("Beide") is None


def test_wir_is_the_speaker_only_where_it_speaks(story):
    made = story("Anna Muster sagte: „Wir warten ab, denn unser Plan steht.“").persons("Anna Muster")
    made.mention("Wir", "other", "pronoun").mention("unser", "other", "pronoun")
    made.says("Anna Muster", "Wir warten ab, denn unser Plan steht", kind="direct").stance("Wir", "Plan")
    assert made.linked("Wir") == made.linked("Anna Muster") is not None
    assert made.linked("unser") is None


def test_a_document_is_whose_the_article_says_it_is(story):
    made = story("Der Bericht der Klinik Muster liegt vor. Im Bericht heißt es, die Lage sei ernst.")
    made.mention("Klinik Muster", "organisation")
    made.says("Bericht", "die Lage sei ernst", nth=1)
    assert made.speaker_names() == ["Klinik Muster"]


def test_a_document_is_of_who_makes_it(story):
    made = story("Das Verfassungsgericht hat ein lange erwartetes Urteil gefällt. Nach dem Urteil gilt das.")
    made.mention("Verfassungsgericht", "organisation")
    made.says("Verfassungsgericht", "gefällt").says("dem Urteil", "gilt das")
    first, second = made.speakers()
    assert second == first is not None


def test_a_document_of_two_is_nobodys(story):
    made = story(
        "Der Bericht der Klinik Muster liegt vor, der Bericht des Klubs Beispiel auch. Der Bericht lobt."
    )
    made.mention("Klinik Muster", "organisation").mention("Klubs Beispiel", "organisation")
    made.says("Der Bericht", "lobt", nth=1)
    assert made.speakers() == [None]


def test_what_an_organisation_was_introduced_as_means_it_again(story):
    made = story("Die Raumfahrtbehörde ORBIT plant. Später sagte die Raumfahrtbehörde, es eile.")
    made.mention("ORBIT", "organisation").says("die Raumfahrtbehörde", "es eile")
    assert made.speakers() == [made.linked("ORBIT")]


def test_the_party_is_the_only_one_named_right_before(story):
    made = story("Die SPD zögert. Später sagte die Partei, es eile.")
    made.mention("SPD", "organisation").says("die Partei", "es eile")
    assert made.speakers() == ["party:de-spd"]


def test_the_party_of_two_is_open(story):
    made = story("Die SPD und die FDP zögern. Später sagte die Partei, es eile.")
    made.mention("SPD", "organisation").mention("FDP", "organisation").says("die Partei", "es eile")
    assert made.speakers()[0] not in ("party:de-spd", "party:de-fdp")


def test_the_company_is_the_one_named_right_before(story):
    made = story("Kranich Muster baut Stellen ab. Das Unternehmen sagte, es eile.")
    made.mention("Kranich Muster", "organisation").says("Das Unternehmen", "es eile")
    assert made.speaker_names() == ["Kranich Muster"]


def test_the_police_are_no_short_form(story):
    made = story("Die Bereitschaftspolizei ORDA kam. Später sagte die Polizei, es eile.")
    made.mention("ORDA", "organisation").says("die Polizei", "es eile")
    assert made.speaker_names() != ["ORDA"]


def test_a_city_acts_under_its_name_and_again_as_the_city(story):
    made = story("Die Stadt Musterhausen lehnt ab. Später sagte die Stadt, es eile.")
    made.mention("Stadt Musterhausen", "place").says("Die Stadt Musterhausen", "lehnt ab")
    made.says("die Stadt", "es eile")
    assert made.speaker_names() == ["Musterhausen", "Musterhausen"]


def test_a_body_after_a_comma_is_not_the_person_before_it(story):
    made = story("Zum Rücktritt Anna Musters, die Fraktion bedaure ihn, sagte Anna Muster nichts.")
    made.mention("Anna Musters").mention("Anna Muster", nth=1)
    made.mention("die Fraktion", "other", "office").says("Anna Muster", "nichts", nth=1)
    assert made.linked("die Fraktion") is None


def test_der_before_a_declined_adjective_is_several(story):
    made = story("Anton Muster wies die Vorwürfe der kanadischen Ermittler zurück.")
    made.persons("Anton Muster").mention("der kanadischen Ermittler", "other", "office")
    made.stance("Anton Muster", "Vorwürfe")
    assert made.linked("der kanadischen Ermittler") is None


def test_vom_has_the_article_in_it(story):
    made = story("Ein Sprecher warnte. Später wurde das vom Sprecher bestätigt.")
    made.says("Ein Sprecher", "warnte").says("Sprecher", "bestätigt", nth=1)
    first, second = made.speakers()
    assert first == second is not None


def test_a_party_with_an_article_in_its_name(story):
    made = story("Er warf der Linken Zögern vor.").mention("Linken", "organisation")
    assert made.linked("Linken") == "party:de-linke"


def test_whom_direct_speech_speaks_of_was_named_right_before_it(story):
    made = story("Anton Muster tritt zurück. Karl Beispiel sagte: „Mit ihm geht ein Freund.“")
    made.persons("Anton Muster", "Karl Beispiel").mention("ihm", "other", "pronoun")
    made.says("Karl Beispiel", "Mit ihm geht ein Freund", kind="direct").stance("Anton Muster", "Freund")
    assert made.linked("ihm") == made.linked("Anton Muster") is not None


def test_whom_direct_speech_speaks_of_is_open_where_two_were_named(story):
    made = story("Anton Muster und Otto Probe gehen. Karl Beispiel sagte: „Mit ihm geht ein Freund.“")
    made.persons("Anton Muster", "Otto Probe", "Karl Beispiel").mention("ihm", "other", "pronoun")
    made.says("Karl Beispiel", "Mit ihm geht ein Freund", kind="direct")
    made.stance("Anton Muster", "Freund").stance("Otto Probe", "Freund")
    assert made.linked("ihm") is None


def test_man_is_the_only_body_that_acts_right_before(story):
    made = story("Kranich Muster plant den Verkauf. Damit will man Schulden tilgen.")
    made.mention("Kranich Muster", "organisation").stance("Kranich Muster", "Verkauf").stance(
        "man", "Schulden"
    )
    first, second = (row["holder_actor_id"] for row in made.link().stances)
    assert second == first is not None


def test_man_is_nobody_where_only_a_person_acts(story):
    made = story("Anna Muster plant den Verkauf. Damit will man Schulden tilgen.").persons("Anna Muster")
    made.stance("Anna Muster", "Verkauf").stance("man", "Schulden")
    assert made.link().stances[1]["holder_actor_id"] is None


def test_sie_as_several_are_the_two_of_the_sentence_before(story):
    made = story("Anna Muster traf Anton Beispiel. Sie wollten Frieden.").persons(
        "Anna Muster", "Anton Beispiel"
    )
    made.stance("Sie", "Frieden")
    assert made.link().stances[0]["holder_actor_id"] == made.linked("Anna Muster") is not None
