"""Who stands behind documents, spokespersons, offices and sides; what is somebody else's stays open."""

import pytest


def test_after_a_noun_der_and_a_doer_are_several(story):
    made = story("Anton Muster sagte, es eile. Am Widerstand der Besetzer scheiterte der Abriss.")
    made.mention("Anton Muster").says("Anton Muster", "es eile").stance("der Besetzer", "Abriss", "oppose")
    linked = made.link()
    holder = next(a for a in linked.actors if a.actor_id == linked.stances[0]["holder_actor_id"])
    assert (holder.name, holder.actor_kind) == ("die Besetzer", "group")


def test_after_a_day_der_and_a_doer_is_one(story):
    made = story("Anton Muster siegte. Das sagte am Montag der Wahlsieger der Zeitung.")
    made.mention("Anton Muster").says("Anton Muster", "siegte").says("der Wahlsieger", "Das")
    first, second = made.speakers()
    assert first == second is not None


def test_a_spokesperson_of_an_organisation_is_somebody_of_the_article(story):
    made = story("Der Fahrgastverband Mitte wartet, sagte eine Sprecherin des Fahrgastverbandes Mitte.")
    made.mention("Fahrgastverband Mitte", "organisation").mention("Fahrgastverbandes Mitte", "organisation")
    made.says("eine Sprecherin des Fahrgastverbandes Mitte", "wartet").stance(
        "Der Fahrgastverband Mitte", "wartet"
    )
    linked = made.link()
    speaker, holder = linked.statements[0]["speaker_actor_id"], linked.stances[0]["holder_actor_id"]
    assert speaker.startswith("person:local:")
    assert holder is not None
    assert speaker != holder


def test_lower_case_letters_in_brackets_are_short_for_the_name(story):
    made = story("Die Gruppe freie fahrt (ff) warnte, es eile. Nach Ansicht von ff daure es.")
    made.mention("freie fahrt", "organisation").mention("ff", "organisation").mention(
        "ff", "organisation", nth=1
    )
    made.says("Die Gruppe freie fahrt (ff)", "es eile").says("Ansicht von ff", "daure es")
    first, second = made.speakers()
    assert first == second is not None


def test_a_report_carries_the_name_of_who_wrote_it(story):
    made = story("Die NATO prüft. Laut NATO-Bericht eilt es.").mention("NATO", "organisation")
    assert made.says("NATO-Bericht", "eilt es").speakers() == [made.linked("NATO")]


@pytest.mark.parametrize("speaker", ["Das NATO-Urteil", "Der USA-Bericht", "Ein Zwischen-Bericht"])
def test_what_a_document_is_about_does_not_speak(story, speaker):
    made = story(f"{speaker} zeigt, es eile.").says(speaker, "es eile")
    assert made.speakers() == [None]


def test_a_study_with_two_makers_is_left_open(story):
    text = (
        "Eine Studie des Umweltministeriums liegt vor. Laut dieser Studie eilt es. "
        "Die Studie des Instituts Morgen sei neu."
    )
    made = (
        story(text).mention("Umweltministeriums", "organisation").mention("Instituts Morgen", "organisation")
    )
    assert made.says("dieser Studie", "eilt es").speakers() == [None]


def test_another_report_that_follows_takes_nothing_away(story):
    text = (
        "Ein Bericht des Umweltministeriums liegt vor. Laut dem Bericht eilt es. "
        "Ein Bericht des Instituts Morgen fehlt."
    )
    made = (
        story(text).mention("Umweltministeriums", "organisation").mention("Instituts Morgen", "organisation")
    )
    assert made.says("dem Bericht", "eilt es").speakers() != [None]


def test_minister_muster_is_not_anna_muster(story):
    made = story("Minister Muster reiste mit seiner Frau. Es sei Zeit, sagte Muster. Anna Muster schwieg.")
    made.mention("Muster").mention("Muster", nth=1).mention("Anna Muster").says("Muster", "Zeit", nth=1)
    made.stance("Anna Muster", "Zeit")
    linked = made.link()
    assert made.linked("Muster") == made.linked("Muster", 1) == linked.statements[0]["speaker_actor_id"]
    assert linked.stances[0]["holder_actor_id"] not in (None, made.linked("Muster"))


def test_a_surname_alone_is_whom_the_office_before_meant(story):
    made = story("Der Bundespräsident gab ein Interview. Musterer sagte, es eile. Der Bundespräsident lobte.")
    made.mention("Musterer").says("Musterer", "es eile").says("Der Bundespräsident", "lobte", nth=1)
    first, second = made.speakers()
    assert first == second is not None


@pytest.mark.parametrize(
    "text",
    [
        "Der Bundespräsident traf den Kanzler. Musterer sagte, es eile.",
        "Der Bundespräsident kam. Abteilungsleiter Musterer sagte, es eile.",
        "Der Bundespräsident kam. Beispieler ging. Musterer sagte, es eile.",
    ],
)
def test_of_two_offices_or_two_surnames_nobody_is_taken(story, text):
    made = story(text).mention("Musterer").says("Musterer", "es eile").says("Der Bundespräsident", text[-4:])
    if "Beispieler" in text:
        made.mention("Beispieler")
    assert made.speakers()[1] is None


def test_the_prosecution_is_the_public_prosecutor(story):
    made = story("Die Anklage forderte Haft. Die Staatsanwaltschaft sagte, es eile.")
    made.says("Die Anklage", "Haft", cue="forderte").says("Die Staatsanwaltschaft", "es eile")
    first, second = made.speakers()
    assert first == second is not None


def test_the_defence_is_a_side_of_a_trial(story):
    made = story("Im Prozess sagte die Verteidigung, es eile.").says("die Verteidigung", "es eile")
    assert made.speakers() != [None]


def test_dessen_angaben_are_of_who_was_named_last(story):
    made = story("Anton Muster traf Karl Beispiel. Nach dessen Angaben eilt es.")
    made.persons("Anton Muster", "Karl Beispiel").stance("Anton Muster", "traf").stance(
        "Karl Beispiel", "traf"
    )
    assert made.says("dessen Angaben", "eilt es").speakers() == [made.linked("Karl Beispiel")]


def test_a_presidency_is_a_government_in_its_turn(story):
    made = story("Die ungarische EU-Ratspräsidentschaft sagte, es eile.")
    assert made.says("Die ungarische EU-Ratspräsidentschaft", "es eile").speakers() == ["state:hu"]


def test_media_reports_are_of_media(story):
    made = story("Laut Medienberichten eilt es. Medienberichte nennen Zahlen.")
    made.says("Medienberichten", "eilt es").says("Medienberichte", "Zahlen")
    first, second = made.speakers()
    assert first == second is not None


def test_who_is_like_somebody_is_no_subject(story):
    made = story("Anton Muster hatte wie Karl Beispiel und wie dieser gewarnt. Er sagte, es eile.")
    made = story("Anton Muster war von Karl Beispiel gelobt worden und hatte wie dieser gewarnt. Er warb.")
    made.persons("Anton Muster", "Karl Beispiel").mention("dieser", "other", "pronoun")
    made.says("Er", "warb").stance("Karl Beispiel", "gelobt").stance("Anton Muster", "gewarnt")
    assert made.speakers() == [made.linked("Anton Muster")]


def test_a_party_in_brackets_is_no_subject(story):
    made = story("Bürgermeisterin Anna Muster (SPD) war da. Es eile, sagte sie.")
    made.mention("Anna Muster").mention("SPD", "organisation").says("sie", "Es eile")
    made.stance("Anna Muster", "da")
    assert made.speakers() == [made.linked("Anna Muster")]


def test_the_politician_of_a_party_by_what_stands_beside_the_name(story):
    made = story(
        "Anna Muster, Geschäftsführerin der SPD-Fraktion, kam. Nach Meinung der SPD-Politikerin eilt es."
    )
    made.mention("Anna Muster").stance("Anna Muster", "kam").says("Meinung der SPD-Politikerin", "eilt es")
    assert made.speakers() == [made.linked("Anna Muster")]


def test_the_name_after_the_comma_says_which_sponsor(story):
    made = story("Nach Angaben des Sponsors des Festes, dem Hersteller Fruchtkorb, eilt es.")
    made.mention("Fruchtkorb", "organisation")
    made.says("Angaben des Sponsors des Festes, dem Hersteller Fruchtkorb", "eilt es")
    assert made.speaker_names() == ["Fruchtkorb"]


def test_bodies_in_a_list_need_no_article(story):
    made = story("Der EU-Ministerrat zögert. Einigen müssen sich Parlament und Ministerrat, das daure.")
    made.mention("EU-Ministerrat", "organisation").stance("Ministerrat", "das daure", nth=1)
    assert made.link().stances[0]["holder_actor_id"] == made.linked("EU-Ministerrat")


def test_two_speakers_apart_stand_under_the_first(story):
    made = story("Nach Angaben der Polizei habe Anton Muster gedroht.").mention("Anton Muster")
    made.says("Angaben der Polizei", "gedroht")
    start_char, end_char = made.at("Anton Muster")
    made.statements[0]["speaker_spans"].append({"start_char": start_char, "end_char": end_char})
    assert made.speaker_names() == ["der Polizei"]


def test_the_regional_government_of_the_only_land_the_text_is_about(story):
    made = story("In Baden-Württemberg warnte die Landesregierung, es eile.")
    assert made.says("die Landesregierung", "es eile").speakers() == ["land:de-bw"]


def test_of_two_lands_the_one_whose_government_is_named(story):
    text = (
        "In Bayern lobte man die baden-württembergische Landesregierung. Die Landesregierung sagte, es eile."
    )
    assert story(text).says("Die Landesregierung", "es eile").speakers() == ["land:de-bw"]


def test_of_two_lands_neither_is_taken(story):
    made = story("In Bayern und in Hessen wartet man. Die Landesregierung sagte, es eile.")
    (speaker,) = made.says("Die Landesregierung", "es eile").speakers()
    assert speaker not in ("land:de-by", "land:de-he")


def test_wonach_goes_back_to_whose_view_it_is(story):
    made = story("Die Ansicht von Minister Anton Muster (CDU), wonach es eile, teilt niemand.")
    made.mention("Anton Muster").mention("CDU", "organisation").says("wonach", "es eile")
    assert made.speaker_names() == ["Anton Muster"]


def test_at_the_start_of_a_paragraph_whose_is_who_follows(story):
    text = "Anna Muster lobte Karl Beispiel. Beispiel ging.\n\nIn seiner Rede erklärte Anton Probe, es eile."
    made = story(text).mention("Anna Muster").persons("Karl Beispiel", "Anton Probe")
    made.mention("seiner", "other", "pronoun").says("Anton Probe", "es eile").stance("Karl Beispiel", "Rede")
    assert made.linked("seiner") == made.linked("Anton Probe")


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Man wartet, nachdem Ungarn seine Pläne zeigte.", "state:hu"),
        ("Der Plan lag Ungarns Rat seine Zeit.", None),
    ],
)
def test_a_state_right_beside_seine_owns_it(story, text, owner):
    made = story(text).mention("Ungarns" if "Ungarns" in text else "Ungarn", "country")
    made.mention("seine", "other", "pronoun").stance("Ungarns" if "Ungarns" in text else "Ungarn", "seine")
    assert made.linked("seine") == owner


def test_dessen_after_und_is_the_one_before(story):
    made = story("Anna Muster traf Karl Beispiel und dessen Anwalt.").persons("Anna Muster", "Karl Beispiel")
    made.mention("dessen", "other", "pronoun").stance("Karl Beispiel", "Anwalt").stance("Anna Muster", "traf")
    assert made.linked("dessen") == made.linked("Karl Beispiel")


def test_after_the_quote_its_speaker_goes_on(story):
    made = story("So sagte Anton Muster: „Es eilt sehr.“ Dabei bezog er sich auf den Plan.")
    made.mention("Anton Muster").mention("er", "other", "pronoun", nth=0)
    made.mentions[-1] |= dict(zip(("start_char", "end_char"), made.at("er sich"), strict=True))
    made.mentions[-1]["end_char"] = made.mentions[-1]["start_char"] + 2
    made.says("Anton Muster", "Es eilt sehr", kind="direct")
    assert made.link().mentions[-1]["actor_id"] == made.linked("Anton Muster")


def test_the_ex_minister_is_who_was_one(story):
    made = story(
        "Die frühere Ministerin Anna Muster kam. Der Ex-Ministerin droht nichts. Der Ex-Minister floh."
    )
    made.mention("Anna Muster").stance("Anna Muster", "kam")
    made.mention("Der Ex-Ministerin", "other", "office").mention("Der Ex-Minister floh", "other", "office")
    made.mentions[-1]["end_char"] -= len(" floh")
    first, second = made.link().mentions[1:]
    assert first["actor_id"] == made.linked("Anna Muster")
    assert second["actor_id"] is None


def test_der_abgeordneten_muster_is_a_woman(story):
    made = story("Der Rat sprach der Abgeordneten Kim Muster sein Lob aus. Es eile, hatte sie gesagt.")
    made.mention("Kim Muster").stance("Kim Muster", "Lob").says("sie", "Es eile")
    assert made.speakers() == [made.linked("Kim Muster")]


def test_who_announces_a_change_of_a_draft_did_not_write_it(story):
    made = story("Ministerin Anna Muster plant eine Änderung des Entwurfs. Im Entwurf steht, es eile.")
    made.mention("Anna Muster").stance("Anna Muster", "plant").says("Entwurf", "es eile", nth=1)
    assert made.speakers() == [None]


def test_a_pronoun_is_not_whom_its_own_clause_is_against(story):
    made = story("„Die Europäer zögern“, sagte Anton Muster. „Sie helfen nicht“, und beschuldigte Europa.")
    made.mention("Anton Muster").mention("Europäer", "organisation").mention("Europa", "place")
    made.says("Anton Muster", "Die Europäer zögern").stance("Die Europäer", "zögern")
    made.stance("Sie", "Europa", "oppose")
    stance = made.link().stances[-1]
    assert stance["target_actor_id"] == "group:europa"
    assert stance["holder_actor_id"] is None
