import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from standpunkt.actors.rows import ExtractedRows
from standpunkt.linking import link_article

SELENSKYJ = "person:wolodymyr-selenskyj"
MACRON = "person:emmanuel-macron"


def test_spellings_and_genitives_are_one_actor(story):
    text = (
        "Zelensky reist. Wolodymyr Selenskyjs Plan. Wladimir Zelensky, Selensky und Zelenskyy. "
        "Selenskyjs Rede."
    )
    names = ("Zelensky", "Wolodymyr Selenskyjs", "Wladimir Zelensky", "Selensky", "Zelenskyy", "Selenskyjs")
    made = story(text)
    for name in names:
        made.mention(name, nth=1 if name == "Selenskyjs" else 0)
    assert {row["actor_id"] for row in made.link().mentions} == {SELENSKYJ}


def test_inflected_states_and_buildings(story):
    made = story(
        "Der Sprecher des Kremls sprach im Weißen Haus mit der Regierung der Vereinigten Staaten "
        "und der Ukraine."
    )
    made.mention("Kremls", "organisation").mention("Weißen Haus", "organisation")
    made.mention("Vereinigten Staaten", "country").mention("Ukraine", "country")
    assert [row["actor_id"] for row in made.link().mentions] == [
        "state:ru",
        "state:us",
        "state:us",
        "state:ua",
    ]
    assert made.link().mentions[0]["link_method"] == "metonym"


def test_adjectives_give_the_country(story):
    made = story(
        "Die ukrainischen Soldaten und französische Diplomaten, ein US-amerikanisches Schiff, deutscher Wein."
    )
    for word in ("ukrainischen", "französische", "US-amerikanisches", "deutscher"):
        made.mention(word, "country", "adjective")
    assert [row["actor_id"] for row in made.link().mentions] == [
        "state:ua",
        "state:fr",
        "state:us",
        "state:de",
    ]


def test_inhabitants_are_not_their_state(story):
    made = (
        story("Zwei Ukrainer sagten, es gehe gut.")
        .mention("Ukrainer", "other")
        .says("Zwei Ukrainer", "es gehe gut")
    )
    assert made.linked("Ukrainer") is None
    assert made.link().statements[0]["speaker_actor_id"].startswith("group:")


def test_city_is_the_government_only_when_it_acts(story):
    made = story("Moskau liegt an der Moskwa. Moskau lehnt Truppen ab. In Moskau hieß es, man warte.")
    for nth in range(3):
        made.mention("Moskau", "place", nth=nth)
    made.stance("Moskau", "Truppen", "oppose", nth=1).says("Moskau", "man warte", nth=2)
    linked = made.link()
    assert [row["actor_id"] for row in linked.mentions] == [None, "state:ru", None]
    assert linked.stances[0]["holder_actor_id"] == "state:ru"
    assert linked.statements[0]["speaker_actor_id"] is None


def test_a_person_called_like_a_city_is_no_government(story):
    made = story("Denzel Washington sagte, er drehe. Washington lachte.").persons("Denzel Washington")
    made.mention("Washington", nth=1).says("Denzel Washington", "er drehe")
    assert made.linked("Washington", 1).startswith("person:new:")


def test_head_of_a_speaker_span_is_the_person(story):
    made = story("Der französische Präsident Emmanuel Macron sagte, es reiche.")
    made.mention("französische", "country", "adjective").mention("Emmanuel Macron")
    made.says("Der französische Präsident Emmanuel Macron", "es reiche")
    assert made.speakers() == [MACRON]


def test_the_office_of_a_person_is_not_the_person(story):
    made = story(
        "Das Büro des französischen Präsidenten Emmanuel Macron teilte mit, Trumps Sprecherin habe abgesagt."
    )
    made.mention("Emmanuel Macron").mention("Trumps")
    made.says("Das Büro des französischen Präsidenten Emmanuel Macron", "Trumps Sprecherin habe abgesagt")
    made.stance("Trumps Sprecherin", "abgesagt")
    assert made.speakers() == [None]
    (spokeswoman,) = (one for one in made.link().actors if one.scope_article_id)
    assert made.link().stances[0]["holder_actor_id"] == spokeswoman.actor_id
    assert spokeswoman.name == "Trumps Sprecherin"


def test_a_genitive_with_a_name_of_its_own_ends_before_the_person(story):
    made = story(
        "Die Präsidentin der EU-Kommission Ursula von der Leyen und der Sprecher des "
        "Präsidialamtes, Dmitri Peskow, reden."
    )
    made.mention("EU-Kommission", "organisation").mention("Ursula von der Leyen").mention("Dmitri Peskow")
    made.says("Die Präsidentin der EU-Kommission Ursula von der Leyen", "reden")
    made.says("der Sprecher des Präsidialamtes, Dmitri Peskow", "reden")
    assert made.speakers() == ["person:ursula-von-der-leyen", "person:dmitri-peskow"]


def test_several_speakers_are_the_first_of_them(story):
    made = story("Macron und Selenskyj erklärten, man sei bereit.").persons("Macron", "Selenskyj")
    made.says("Macron und Selenskyj", "man sei bereit", cue="erklärten")
    assert made.speakers() == ["person:emmanuel-macron"]


def test_spokespeople_and_adjectives_let_the_state_speak(story):
    made = story(
        "Ein Sprecher der Bundesregierung sagte, die russische Führung, die US-Regierung und die "
        "Regierung in Kiew warten."
    )
    made.mention("Bundesregierung", "organisation").mention("Kiew", "place")
    for speaker in (
        "Ein Sprecher der Bundesregierung",
        "die russische Führung",
        "die US-Regierung",
        "die Regierung in Kiew",
    ):
        made.says(speaker, "warten")
    assert made.speakers() == ["org:de-bundesregierung", "state:ru", "state:us", "state:ua"]


def test_newspapers_speak_for_what_only_they_say(story):
    made = story(
        'Die russische Zeitung "Iswestija" berichtete, dass nichts geschah. Das Wall Street '
        "Journal schrieb, alles ruhe."
    )
    made.mention("Iswestija", "organisation").mention("Wall Street Journal", "organisation")
    made.says('Die russische Zeitung "Iswestija"', "dass nichts geschah").says(
        "Das Wall Street Journal", "alles ruhe"
    )
    assert made.speakers() == ["org:outlet:iswestija", "org:outlet:wall-street-journal"]
    assert [actor.actor_kind for actor in made.link().actors] == ["organisation"] * 2


def test_two_schmidts_stay_apart(story):
    text = "Harald Schmidt sagte, er gehe. Helmut Schmidt sagte, er bleibe. Schmidt sagte, es regne."
    made = story(text).persons("Harald Schmidt", "Helmut Schmidt").mention("Schmidt", nth=2)
    made.says("Harald Schmidt", "er gehe").says("Helmut Schmidt", "er bleibe").says(
        "Schmidt", "es regne", nth=2
    )
    first, second, bare = made.speakers()
    assert first != second
    assert bare is None
    assert made.linked("Schmidt", 2) is None


def test_surname_before_and_after_the_full_name(story):
    text = (
        "Achterberg dagegen\n\nDer Abgeordnete Ruben Achterberg sagte, er sei dagegen. "
        "Achterbergs Fraktion schweigt."
    )
    made = story(text).mention("Achterberg").mention("Ruben Achterberg").mention("Achterbergs")
    made.says("Der Abgeordnete Ruben Achterberg", "er sei dagegen")
    linked = made.link()
    assert len({row["actor_id"] for row in linked.mentions}) == 1
    assert [(actor.name, actor.known) for actor in linked.actors] == [("Ruben Achterberg", False)]
    assert [row["link_method"] for row in linked.mentions] == ["surname", "new", "surname"]


def test_table_surname_alone(story):
    assert story("Macron kam.").persons("Macron").linked("Macron") == MACRON
    # Brigitte is somebody else: whom the bare surname means is open then.
    made = (
        story("Brigitte Macron lachte. Macron schwieg.").mention("Brigitte Macron").mention("Macron", nth=1)
    )
    assert made.linked("Macron", 1) is None
    assert story("Schneider kam.").persons("Schneider").linked("Schneider") is None


def test_private_persons_get_no_actor(story):
    made = story("Der Rentner Karl Beispielmann sah zu. Er dankte Anna Muster. Merz kritisiert Anna Muster.")
    made.persons("Karl Beispielmann", "Anna Muster", "Merz").stance("Merz", "Anna Muster", "oppose")
    made.says("Merz", "kritisiert", to="Anna Muster")
    linked = made.link()
    assert [actor.actor_id for actor in linked.actors] == ["person:friedrich-merz"]
    assert linked.stances[0]["target_actor_id"] is None
    assert linked.statements[0]["addressee_actor_id"] is None


def test_new_organisations_only_where_they_act(story):
    made = story("Der Fahrgastverband Pro Schiene Küste lehnt Preise ab. Die Firma Kranbau Nord lieferte.")
    made.mention("Fahrgastverband Pro Schiene Küste", "organisation").mention("Kranbau Nord", "organisation")
    made.stance("Der Fahrgastverband Pro Schiene Küste", "Preise", "oppose")
    linked = made.link()
    assert [actor.name for actor in linked.actors] == ["Fahrgastverband Pro Schiene Küste"]
    assert linked.mentions[1]["actor_id"] is None


def test_offices_chain_to_their_only_holder(story):
    text = (
        "NATO-Generalsekretär Mark Rutte kam. Der Generalsekretär sagte, es eile. Der "
        "NATO-Generalsekretär drängte."
    )
    made = story(text).mention("NATO", "organisation", "adjective").mention("Mark Rutte")
    made.role("NATO-Generalsekretär", "Generalsekretär", "Mark Rutte", of="NATO")
    made.mention("Der Generalsekretär", "person", "office")
    made.says("Der Generalsekretär", "es eile").stance("Der NATO-Generalsekretär", "drängte")
    linked = made.link()
    assert made.speakers() == ["person:mark-rutte"]
    assert linked.stances[0]["holder_actor_id"] == "person:mark-rutte"
    assert linked.roles[0]["actor_id"] == "person:mark-rutte"
    assert linked.roles[0]["of_actor_id"] == "org:nato"
    assert made.linked("Der Generalsekretär") == "person:mark-rutte"
    assert linked.mentions[-1]["link_method"] == "office"


def test_two_presidents_leave_the_president_open(story):
    text = (
        "Frankreichs Präsident Emmanuel Macron traf den ukrainischen Präsidenten Wolodymyr "
        "Selenskyj. Der Präsident sagte, es sei gut. Der französische Staatschef sagte, es sei "
        "besser."
    )
    made = story(text).persons("Emmanuel Macron", "Wolodymyr Selenskyj")
    made.role("Frankreichs Präsident", "Präsident", "Emmanuel Macron", of="Frankreichs")
    made.role("ukrainischen Präsidenten", "Präsident", "Wolodymyr Selenskyj", of="ukrainischen")
    made.says("Der Präsident", "es sei gut").says("Der französische Staatschef", "es sei besser")
    assert made.speakers() == [None, MACRON]


def test_former_office_does_not_make_the_holder(story):
    made = story("Der frühere Kanzler Olaf Scholz kam. Der Kanzler sagte, es sei gut.").persons("Olaf Scholz")
    made.role("frühere Kanzler", "Kanzler", "Olaf Scholz", former=True).says("Der Kanzler", "es sei gut")
    assert made.speakers() == [None]
    assert made.link().roles[0]["actor_id"] == "person:olaf-scholz"


def test_a_surname_alone_is_somebody_of_this_article(story):
    def made(article_id):
        one = story("Der Präsident Schmidt kam. Schmidts Rede ging um.", article_id=article_id)
        one.mention("Schmidt").mention("Schmidts").role("Präsident", "Präsident", "Schmidt")
        return one.link()

    first, second = made("a1"), made("a2")
    assert [(actor.name, actor.scope_article_id) for actor in first.actors] == [("Schmidt", "a1")]
    assert len({row["actor_id"] for row in first.mentions}) == 1
    assert first.roles[0]["actor_id"] != second.roles[0]["actor_id"]


def test_pronouns_follow_the_last_speaker(story):
    text = "Rutte sagte, er wolle helfen. Er betonte, es eile."
    made = story(text).persons("Rutte").mention("er", "person", "pronoun").mention("Er", "person", "pronoun")
    made.says("Rutte", "er wolle helfen").says("Er", "es eile").stance("er", "helfen")
    assert made.speakers() == ["person:mark-rutte"] * 2
    assert made.link().stances[0]["holder_actor_id"] == "person:mark-rutte"
    assert made.linked("Er") == "person:mark-rutte"


def test_pronoun_of_another_gender_stays_null(story):
    made = story("Rutte sagte, es eile. Sie betonte, es daure.").persons("Rutte")
    made.says("Rutte", "es eile").says("Sie", "es daure")
    assert made.speakers() == ["person:mark-rutte", None]
    made = story("Meloni sagte, es reiche. Er nickte, ja.").persons("Meloni")
    made.says("Meloni", "es reiche").says("Er", "ja")
    assert made.speakers() == ["person:giorgia-meloni", None]


def test_pronoun_goes_back_past_somebody_of_another_gender(story):
    made = story("Rutte sagte, es eile. Meloni sagte, es reiche. Er nickte, ja.").persons("Rutte", "Meloni")
    made.says("Rutte", "es eile").says("Meloni", "es reiche").says("Er", "ja")
    assert made.speakers()[2] == "person:mark-rutte"


def test_pronoun_with_two_candidates_stays_null(story):
    made = story("Macron sagte, es eile. Mit Trump sprach er. Er betonte, es daure.").persons(
        "Macron", "Trump"
    )
    made.says("Macron", "es eile").says("Er", "es daure")
    assert made.speakers() == [MACRON, None]


def test_they_are_not_she(story):
    made = story("Meloni sagte, es eile. Darauf betonten sie, es daure.").persons("Meloni")
    made.says("Meloni", "es eile").says("sie", "es daure")
    assert made.speakers()[1] is None


def test_a_party_is_she_as_well(story):
    made = story("Meloni sagte, es eile. Die Partei Forza Europa zögert. Sie betonte, es daure.").persons(
        "Meloni"
    )
    made.says("Meloni", "es eile").says("Sie", "es daure")
    assert made.speakers()[1] == "person:giorgia-meloni"
    made.mention("Forza Europa", "organisation")
    assert made.speakers()[1] is None


def test_pronouns_look_past_people_named_in_quotes(story):
    made = story(
        "Macron kam. „Putin muss handeln“, sagte Macron. „Trump wartet“, sagte er. „Ich gehe“, sagte er noch."
    )
    made.persons("Macron", "Putin", "Trump")
    made.says("Macron", "„Putin muss handeln“", "direct", nth=1).says("er", "„Trump wartet“", "direct", nth=1)
    made.stance("Ich", "gehe").says("er noch", "„Ich gehe“", "direct")
    start_char = made.at("sagte er", 0)[0]
    assert made.text[start_char + 6 : start_char + 8] == "er"
    made.statements[1]["speaker_spans"] = [{"start_char": start_char + 6, "end_char": start_char + 8}]
    last = made.at("er noch")[0]
    made.statements[2]["speaker_spans"] = [{"start_char": last, "end_char": last + 2}]
    assert made.speakers() == [MACRON] * 3
    assert made.link().stances[0]["holder_actor_id"] == MACRON


def test_groups_belong_to_their_article(story):
    def made(article_id):
        one = story(
            "Europäische Diplomaten warnten, es eile. Die Zeit warnte, es daure.", article_id=article_id
        )
        return one.says("Europäische Diplomaten", "es eile").says("Die Zeit warnte", "es daure").link()

    first, second = made("a1"), made("a2")
    assert first.statements[1]["speaker_actor_id"] is None
    (one,), (other,) = first.actors, second.actors
    assert (one.actor_kind, one.scope_article_id, one.name) == ("group", "a1", "Europäische Diplomaten")
    assert one.actor_id != other.actor_id


def test_a_group_takes_the_country_of_its_adjective(story):
    made = story("Hochrangige ukrainische Beamte erklärten, es eile.")
    made.mention("ukrainische", "country", "adjective")
    made.says("Hochrangige ukrainische Beamte", "es eile", cue="erklärten")
    (state, group) = sorted(made.link().actors, key=lambda actor: actor.actor_kind, reverse=True)
    assert (state.actor_id, group.actor_kind, group.country) == ("state:ua", "group", "UA")


def test_a_singular_is_no_group(story):
    made = story("Mein alter Kommandeur pflegte zu sagen, es eile. Seine Fraktion werde nicht zustimmen.")
    made.says("Mein alter Kommandeur pflegte zu", "es eile", cue="sagen")
    made.says("Seine Fraktion", "zustimmen", cue="zustimmen")
    assert made.speakers() == [None, None]


def test_target_is_an_actor_only_if_it_names_one(story):
    made = story(
        "Trump kritisiert die Ukraine, die Hilfe der Ukraine, den Kreml, Moskau und die Reise nach Paris."
    )
    made.persons("Trump").mention("Ukraine", "country").mention("Ukraine", "country", nth=1)
    made.mention("Kreml", "organisation").mention("Moskau", "place").mention("Paris", "place")
    for target in (
        "die Ukraine",
        "die Hilfe der Ukraine",
        "den Kreml",
        "Moskau",
        "die Reise nach Paris",
        "Paris",
    ):
        made.stance("Trump", target, "oppose")
    targets = [row["target_actor_id"] for row in made.link().stances]
    assert targets == ["state:ua", None, "state:ru", "state:ru", None, None]


def test_polarity_flips_towards_the_issue(story):
    made = story(
        "Merz fordert den Verzicht auf Sanktionen. Merz zögert bei der Lockerung der Sanktionen."
    ).persons("Merz")
    made.stance("Merz", "den Verzicht auf Sanktionen").stance(
        "Merz", "der Lockerung der Sanktionen", "ambivalent"
    )
    rows = made.link().stances
    assert [row["issue_id"] for row in rows] == ["sanktionen-russland"] * 2
    assert [row["polarity"] for row in rows] == ["support", "ambivalent"]
    assert [row["issue_polarity"] for row in rows] == ["oppose", "ambivalent"]


def test_ambiguous_names_follow_the_country_of_the_outlet(story):
    def greens(**article):
        return (
            story("Die Grünen fordern Tempo.", **article).mention("Grünen", "organisation").linked("Grünen")
        )

    assert greens(url="https://www.derstandard.at/story/1") == "party:at-gruene"
    assert greens(url="https://irgendwo.ch/text") == "party:ch-gruene"
    assert greens(outlet_name="Tagesschau") == "party:de-gruene"
    assert greens() == "party:de-gruene"
    bare = story("Der Nationalrat tagt.").mention("Nationalrat", "organisation")
    assert bare.linked("Nationalrat") is None


def test_outlet_by_domain_then_by_name(story):
    assert story("x", url="https://www.spiegel.de/politik/1").link().outlet_id == "spiegel"
    assert story("x", url="https://de.wikinews.org/wiki/X").link().outlet_id == "wikinews"
    assert story("x", outlet_name="ZEIT ONLINE").link().outlet_id == "zeit"
    assert story("x", url="https://nichtspiegel.de/", outlet_name=None).link().outlet_id is None


def test_other_keys_pass_through_and_actors_are_complete(story):
    made = story("Macron sagte, es eile.").persons("Macron").says("Macron", "es eile")
    made.statements[0]["medium"] = "speech"
    linked = made.link()
    assert linked.statements[0]["medium"] == "speech"
    assert linked.actors[0].row == {
        "actor_id": MACRON,
        "name": "Emmanuel Macron",
        "actor_kind": "person",
        "country": "FR",
        "wikidata_id": "Q3052772",
        "known": True,
        "scope_article_id": None,
    }
    assert "actor_id" not in made.mentions[0], "the input rows are left alone"


def test_result_does_not_depend_on_row_order(story):
    text = (
        "Ruben Achterberg, der Abgeordnete, sagte, er bleibe. Er sagte, es eile. Achterberg traf Meloni. "
        "Sie sagte, es reiche. Beide Parteien sagten, man warte. Moskau droht."
    )
    made = (
        story(text)
        .persons("Ruben Achterberg", "Meloni")
        .mention("Achterberg", nth=1)
        .mention("Moskau", "place")
    )
    made.says("Ruben Achterberg", "er bleibe").says("Er", "es eile").says("Meloni", "es reiche")
    made.says("Beide Parteien", "man warte").stance("Moskau", "droht")
    expected = made.link()

    @given(st.randoms())
    @settings(max_examples=25, deadline=None)
    def check(rng: random.Random) -> None:
        shuffled = [list(rows) for rows in (made.mentions, made.roles, made.statements, made.stances)]
        for rows in shuffled:
            rng.shuffle(rows)
        linked = link_article(made.article, ExtractedRows(*map(tuple, shuffled)), made.tables)
        assert linked.actors == expected.actors
        for table in ("mentions", "statements", "stances"):
            assert sorted(map(repr, getattr(linked, table))) == sorted(map(repr, getattr(expected, table)))

    check()


def test_a_changed_table_changes_the_link_and_the_version(story, tables):
    made = story("Der Kanzler der Herzen, Rio Reiser, sagte, es eile.").persons("Rio Reiser")
    made.says("Der Kanzler der Herzen, Rio Reiser", "es eile")
    assert made.speakers()[0].startswith("person:new:")
    person = replace(tables.actors[MACRON], actor_id="person:rio", name="Rio Reiser")
    made.tables = replace(tables, actors=tables.actors | {"person:rio": person})
    assert made.speakers() == ["person:rio"]
