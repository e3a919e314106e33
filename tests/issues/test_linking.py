"""Targets that no words name: vectors, what stands around, and when the answer stays open."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from standpunkt.actors.tables import Tables, load_tables
from standpunkt.issues.content import without_names
from standpunkt.issues.linking import link_issues
from standpunkt.issues.targets import TargetKind, target_kind
from standpunkt.resources import resource_folder
from tests.conftest import SHARED
from training.issues_check import DRAWN_TARGETS, HALVES, read_targets, read_texts, score, tables_of

WHALES = (
    "Streit um den Walfang\n\n"
    "Island nimmt den kommerziellen Walfang wieder auf. Der Fischereiminister gab die Jagd auf Wale frei. "
    "Umweltschützer kritisierten die Entscheidung scharf. Der Walfang bedrohe die letzten Bestände. "
    "Die Regierung verteidigte den Rücktritt des Ministers. Die Händler wollen das Walfleisch verkaufen."
)


GUARANTEES = (
    "Ringen um Sicherheitsgarantien\n\n"
    "Die Partner der Ukraine sprachen in Brüssel über Sicherheitsgarantien. Die Sicherheitsgarantien sollen "
    "nach dem Krieg gelten. Ein Sprecher in Moskau sagte, die Polen stören die Arbeit in der Ukraine. "
    "Der Minister lobte das Abendessen mit Selenskyj. Paris will der Ukraine Schutz vor Angriffen zusagen."
)


@pytest.fixture(scope="module")
def shipped() -> Tables:
    return load_tables(resource_folder("seeds"))


@pytest.fixture(scope="module")
def climate() -> Tables:
    return tables_of("climate")


@pytest.fixture(scope="module")
def politics() -> Tables:
    return tables_of("politics")


def linked(text: str, targets: Iterable[str], tables: Tables, **more: object) -> list[tuple]:
    rows = []
    for target in targets:
        start_char = text.index(target)
        sentence_start = max(text.rfind(". ", 0, start_char) + 2, text.rfind("\n", 0, start_char) + 1, 0)
        sentence_end = text.index(".", start_char) + 1
        rows.append(
            {
                "start_char": sentence_start,
                "end_char": sentence_end,
                "sentence_text": text[sentence_start:sentence_end],
                "target_start_char": start_char,
                "target_end_char": start_char + len(target),
                "target_text": target,
                "polarity": "oppose",
                **more,
            }
        )
    return [(row["issue_id"], row["issue_polarity"]) for row in link_issues(text, rows, tables)]


def test_a_target_that_points_to_the_article_gets_its_issue_but_no_side(climate: Tables):
    assert linked(WHALES, ["die Entscheidung"], climate) == [("artenschutz", None)]


def test_what_an_article_does_not_tell_stays_open(climate: Tables):
    other = WHALES.replace("Walfang", "Haushalt").replace("Wale", "Posten").replace("Wal", "Rind")
    assert linked(other, ["die Entscheidung"], climate) == [(None, None)]


def test_actors_are_no_issue(climate: Tables):
    assert linked(WHALES, ["Die Regierung", "Umweltschützer"], climate)[0] == (None, None)
    assert linked(WHALES, ["die Entscheidung"], climate, target_actor_id="org:x") == [(None, None)]


@pytest.mark.parametrize(
    "target",
    ["die Polen stören die Arbeit in der Ukraine", "das Abendessen mit Selenskyj", "Moskau", "Die Partner"],
)
def test_a_name_that_all_issues_share_is_no_evidence(shipped: Tables, target: str):
    assert linked(GUARANTEES, [target], shipped) == [(None, None)]


def test_a_target_may_still_mean_an_issue_in_other_words(shipped: Tables):
    assert linked(GUARANTEES, ["über Sicherheitsgarantien"], shipped)[0][0] == "sicherheitsgarantien"


def test_names_are_taken_out_of_targets(shipped: Tables):
    assert without_names("die Lösung in der Ukraine", shipped.index) == "die Lösung in der"
    assert without_names("russische Truppen der Vereinigten Staaten", shipped.index) == "Truppen der"
    assert without_names("Sanktionen", shipped.index) == "Sanktionen"


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("den von Minister Karl Meier (SPD) vorgeschlagenen Bau der Brücke", TargetKind.telling),
        ("die von allen Behörden begrüßte Steuer", TargetKind.telling),
        ("der Europäischen Union", TargetKind.actor),
        ("Norwegens Präsident Lars Berg", TargetKind.actor),
        ("den Plänen der Ministerin, Eva Klein", TargetKind.pointing),
        ("die Vorschläge Meiers und Kleins", TargetKind.pointing),
        ("Pläne für eine Steuer", TargetKind.telling),
    ],
)
def test_kinds_of_targets(target: str, kind: TargetKind):
    assert target_kind(target) is kind


def test_words_not_hold_for_likeness_too(climate: Tables):
    barred = {key: replace(one, words_not=("entscheid",)) for key, one in climate.issues.items()}
    assert linked(WHALES, ["die Entscheidung"], replace(climate, issues=barred)) == [(None, None)]


def test_another_subject_in_the_same_article_stays_open(climate: Tables):
    assert linked(WHALES, ["den Rücktritt des Ministers"], climate) == [(None, None)]


def test_an_issue_can_do_without_words(climate: Tables):
    text = (
        "Windpark genehmigt\n\nDer Landkreis hat zwölf Windräder und drei Solaranlagen genehmigt. "
        "Die Bürgerinitiative lehnt den Zubau von Windrädern und Solaranlagen im Naturpark ab. "
        "Strom aus Wind und Sonne sei nötig, sagte die Landrätin."
    )
    target = "den Zubau von Windrädern und Solaranlagen im Naturpark"
    wordless = replace(climate, issues={key: replace(one, words=()) for key, one in climate.issues.items()})
    assert linked(text, [target], wordless) == [("erneuerbare", "oppose")]


@pytest.mark.parametrize(
    ("target", "polarity"),
    [
        ("den Ausstieg aus der Kernenergie", "support"),
        ("keinen Ausstieg aus der Kernenergie", "oppose"),
        ("Proteste gegen die Atomkraft", "support"),
        ("das Ende der Proteste gegen die Atomkraft", "oppose"),
        ("die Kernkraft", "oppose"),
        ("ein Nein zur Atomenergie", "support"),
        ("die Reaktoren stillzulegen", "support"),
        ("eine Zukunft ohne Atomstrom", "support"),
        ("die Aussetzung der Laufzeitverlängerung", "support"),
        ("den Atomausstieg", "support"),
        ("ein Verzicht auf den Atomausstieg", "oppose"),
    ],
)
def test_sides(climate: Tables, target: str, polarity: str):
    assert linked(f"Das Land lehnt {target} ab.", [target], climate) == [("kernenergie", polarity)]


def test_words_that_must_occur_may_stand_anywhere_in_the_article(climate: Tables):
    bound = {key: replace(one, words_must=("island",)) for key, one in climate.issues.items()}
    assert (
        linked(WHALES, ["den kommerziellen Walfang"], replace(climate, issues=bound))[0][0] == "artenschutz"
    )
    elsewhere = WHALES.replace("Island", "Norwegen")
    for target in ("den kommerziellen Walfang", "die Entscheidung"):
        assert linked(elsewhere, [target], replace(climate, issues=bound)) == [(None, None)]


def test_order_and_company_of_stances_do_not_matter(climate: Tables):
    targets = ["die Entscheidung", "den kommerziellen Walfang", "den Rücktritt des Ministers"]
    together = linked(WHALES, targets, climate)
    assert together == [linked(WHALES, [target], climate)[0] for target in targets]
    assert together[::-1] == linked(WHALES, targets[::-1], climate)


def test_no_stances_and_no_issues(climate: Tables):
    assert link_issues("Text.", [], climate) == ()
    assert linked(WHALES, ["die Entscheidung"], replace(climate, issues={})) == [(None, None)]


@pytest.mark.needs_shared
def test_judged_targets_of_german_politics(politics: Tables):
    targets, texts = read_targets(), read_texts(SHARED / "corpora")
    whole = score(targets, texts, politics)
    assert whole.wanted >= 200
    assert whole.precision >= 0.85
    assert whole.recall >= 0.6
    report = score([one for one in targets if one.half == HALVES[1]], texts, politics)
    assert report.precision >= 0.8
    assert report.recall >= 0.45
    drawn = score(read_targets(DRAWN_TARGETS), texts, politics)
    assert drawn.precision >= 0.75
    assert drawn.recall >= 0.65


@pytest.mark.needs_shared
def test_a_second_subject_by_tables_only(climate: Tables):
    targets, texts = read_targets(), read_texts(SHARED / "corpora")
    same = {
        "klimaschutz": {"klimapolitik", "erneuerbare"},
        "atomausstieg": {"kernenergie"},
        "biokraftstoffe": {"biosprit"},
        "artenschutz": {"artenschutz"},
    }
    found = right = 0
    for one in targets:
        text = texts[one.doc]
        (row,) = link_issues(text, [one.stance(text)], climate)
        if row["issue_id"] is not None:
            found += 1
            right += row["issue_id"] in same.get(one.issue_id or "", set())
    assert found >= 20
    assert right / found >= 0.8
