import csv
import re
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from babel import Locale

from standpunkt.actors.seed_files import SeedTableError
from standpunkt.actors.tables import load_tables
from standpunkt.language.tables import country_adjectives
from standpunkt.resources import resource_folder

TERRITORIES = Locale("de").territories


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(resource_folder("seeds"), tmp_path / "seeds", ignore=lambda *_: {"articles"})


def add(folder: Path, table: str, *lines: str) -> int:
    """Append lines to a table; the number of the first one."""
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return text.count("\n") + 1


def problems(folder: Path) -> list[str]:
    with pytest.raises(SeedTableError) as caught:
        load_tables(folder)
    assert all(str(problem) in str(caught.value) for problem in caught.value.problems)
    return [str(problem) for problem in caught.value.problems]


def test_states_carry_the_german_names_of_cldr(tables):
    states = {a.country: a.name for a in tables.actors.values() if a.actor_kind == "state"}
    assert states == {code: TERRITORIES[code] for code in states}
    assert len(states) >= 195
    assert {"DE", "AT", "CH", "LI", "UA", "RU", "US", "CN", "XK", "TW", "VA", "PS"} <= set(states)
    assert all(
        a.actor_id == f"state:{a.country.lower()}" for a in tables.actors.values() if a.actor_kind == "state"
    )


def test_countries_exist_and_persons_have_a_gender(tables):
    for actor in tables.actors.values():
        assert actor.country is None or actor.country in TERRITORIES, actor
        assert actor.actor_kind != "person" or (actor.gender and actor.country), actor
        assert actor.wikidata_id is None or re.fullmatch(r"Q\d+", actor.wikidata_id), actor


def test_ids_are_readable_and_wikidata_ids_are_not_shared(tables):
    assert all(re.fullmatch(r"(state|person|org|party|group|land):[a-z0-9-]+", i) for i in tables.actors)
    items = [actor.wikidata_id for actor in tables.actors.values() if actor.wikidata_id]
    assert len(items) == len(set(items))


def test_offices_refer_to_actors_and_do_not_overlap_themselves(tables):
    for office in tables.offices:
        assert tables.actors[office.actor_id].actor_kind == "person"
        assert office.of_actor_id in tables.actors
    secretaries = {
        office.actor_id: (str(office.valid_from), str(office.valid_to))
        for office in tables.offices
        if office.of_actor_id == "org:nato" and office.office == "Generalsekretär"
    }
    assert secretaries == {
        "person:jens-stoltenberg": ("2014-10-01", "2024-10-01"),
        "person:mark-rutte": ("2024-10-01", "None"),
    }


def test_alliances_have_their_members(tables):
    members: dict[str, set[str]] = {"org:nato": set(), "org:eu": set()}
    for one in tables.memberships:
        if one.relation == "alliance" and one.of_actor_id in members and one.valid_to is None:
            members[one.of_actor_id].add(one.actor_id)
    assert len(members["org:nato"]) == 32
    assert len(members["org:eu"]) == 27
    assert members["org:eu"] - members["org:nato"] == {"state:at", "state:cy", "state:ie", "state:mt"}


@pytest.mark.parametrize(
    ("day", "eu", "nato"),
    [("1994-12-31", 12, 16), ("2003-06-01", 15, 19), ("2019-06-01", 28, 29), ("2025-06-01", 27, 32)],
)
def test_alliances_had_their_members_on_the_day(tables, day, eu, nato):
    counts = {
        alliance: sum(
            one.of_actor_id == alliance
            and one.relation == "alliance"
            and (one.valid_from or date.min) <= date.fromisoformat(day) <= (one.valid_to or date.max)
            for one in tables.memberships
        )
        for alliance in ("org:eu", "org:nato")
    }
    assert counts == {"org:eu": eu, "org:nato": nato}


def test_nobody_is_in_two_parties_at_once(tables):
    parties: dict[str, list[tuple[date, date]]] = {}
    for one in tables.memberships:
        if one.relation == "party":
            span = (one.valid_from or date.min, one.valid_to or date.max)
            assert all(span[0] > other[1] or other[0] > span[1] for other in parties.get(one.actor_id, ()))
            parties.setdefault(one.actor_id, []).append(span)


# The members of the United Nations, by ISO 3166.
UNITED_NATIONS = (
    "ad ae af ag al am ao ar at au az ba bb bd be bf bg bh bi bj bn bo br bs bt bw by bz ca cd cf cg ch "
    "ci cl cm cn co cr cu cv cy cz de dj dk dm do dz ec ee eg er es et fi fj fm fr ga gb gd ge gh gm gn "
    "gq gr gt gw gy hn hr ht hu id ie il in iq ir is it jm jo jp ke kg kh ki km kn kp kr kw kz la lb lc "
    "li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mr mt mu mv mw mx my mz na ne ng ni nl no np "
    "nr nz om pa pe pg ph pk pl pt pw py qa ro rs ru rw sa sb sc sd se sg si sk sl sm sn so sr ss st sv "
    "sy sz td tg th tj tl tm tn to tr tt tv tz ua ug us uy uz vc ve vn vu ws ye za zm zw"
)


@pytest.mark.parametrize("code", UNITED_NATIONS.split())
def test_every_state_has_name_adjective_and_inhabitants_in_every_form(tables, code):
    actor_id = f"state:{code}"
    name = TERRITORIES[code.upper()]
    assert actor_id in {match.actor_id for match in tables.index.find(name)}
    by_kind: dict[str, list[str]] = {"adjective": [], "inhabitant": []}
    for alias in tables.aliases:
        if alias.actor_id == actor_id and alias.alias_kind in by_kind:
            by_kind[alias.alias_kind].append(alias.alias)
    assert all(by_kind.values())
    forms = [f"{stem}{ending}" for stem in by_kind["adjective"] for ending in ("e", "en", "er", "es", "em")]
    for form in forms:
        assert actor_id in {match.actor_id for match in tables.index.find_adjective(form)}, form
        assert form in country_adjectives(), form
    for inhabitant in by_kind["inhabitant"]:
        for form in (f"der {inhabitant}", inhabitant):
            assert actor_id in {match.actor_id for match in tables.index.find(form)}, form


@pytest.mark.parametrize(
    ("text", "actor_id"),
    [
        ("der Kasache", "state:kz"),
        ("die Kasachin", "state:kz"),
        ("Kasachstans", "state:kz"),
        ("den Franzosen", "state:fr"),
        ("die Französin", "state:fr"),
        ("Britinnen", "state:gb"),
        ("des Vereinigten Königreichs", "state:gb"),
        ("der Vereinigten Arabischen Emirate", "state:ae"),
        ("ein Pakistani", "state:pk"),
        ("des Iraks", "state:iq"),
    ],
)
def test_states_in_the_forms_of_sentences(tables, text, actor_id):
    assert {match.actor_id for match in tables.index.find(text)} == {actor_id}


def test_outlets_cover_the_german_speaking_countries(tables):
    countries = [outlet.country for outlet in tables.outlets.values()]
    assert len(countries) >= 60
    assert min(countries.count("DE"), countries.count("AT"), countries.count("CH")) >= 10
    domains = [domain for outlet in tables.outlets.values() for domain in outlet.domains]
    assert len(domains) == len(set(domains))


def test_version_follows_content_not_layout(folder):
    version = load_tables(folder).version
    path = folder / "offices.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\r\n".join([header, *reversed(rows), ""]), encoding="utf-8-sig")
    assert load_tables(folder).version == version
    add(folder, "offices", "person:emmanuel-macron,Kofürst,state:ad,2017-05-14,")
    assert load_tables(folder).version != version


def test_semicolons_of_a_german_spreadsheet(folder):
    expected = load_tables(folder)
    with (folder / "actors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with (folder / "actors.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    assert load_tables(folder).version == expected.version


def test_optional_tables_may_be_missing(folder):
    for name in ("offices", "memberships", "negations"):
        (folder / f"{name}.csv").unlink()
    tables = load_tables(folder)
    assert (tables.offices, tables.memberships, tables.negations) == ((), (), ())


def test_missing_required_table(folder):
    (folder / "issues.csv").unlink()
    (problem,) = problems(folder)
    assert problem.startswith("issues.csv:1: this table is required")


def test_missing_column_and_wrong_encoding(folder):
    (folder / "outlets.csv").write_text("outlet_id,name,country,domains\nx,X,DE,x.de\n", encoding="utf-8")
    path = folder / "offices.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252", errors="replace"))
    found = problems(folder)
    assert "outlets.csv:1: lacks the column aliases" in found
    assert any(re.match(r"offices\.csv:\d+: is not UTF-8", problem) for problem in found)


def test_every_problem_is_told_with_its_line(folder):
    alias = add(folder, "aliases", "person:niemand,Niemand,name,", "state:fr,Gallien,spitzname,")
    office = add(
        folder,
        "offices",
        "person:emmanuel-macron,Fürst,state:xx,,",
        "person:emmanuel-macron,Fürst,state:fr,14.5.2017,",
        "person:emmanuel-macron,Fürst,state:fr,2020-01-01,2019-01-01",
    )
    actor = add(folder, "actors", "state:fr,Frankreich,state,FR,,", "person:x,,person,FR,z,")
    found = problems(folder)
    assert f"aliases.csv:{alias}: actor_id 'person:niemand' does not stand in actors.csv" in found
    assert (
        f"aliases.csv:{alias + 1}: alias_kind 'spitzname' is not one of name, adjective, "
        "inhabitant, metonym, acronym, noun" in found
    )
    assert f"offices.csv:{office}: of_actor_id 'state:xx' does not stand in actors.csv" in found
    assert f"offices.csv:{office + 1}: valid_from '14.5.2017' is not a date like 2025-05-06" in found
    assert f"offices.csv:{office + 2}: ends on 2019-01-01, before it begins on 2020-01-01" in found
    assert any(
        problem.startswith(f"actors.csv:{actor}: actor_id 'state:fr' already stands in line")
        for problem in found
    )
    assert f"actors.csv:{actor + 1}: name is empty" in found
    assert f"actors.csv:{actor + 1}: gender 'z' is not one of (empty), m, f" in found
    assert len(found) == 9


def test_shared_alias_must_be_declared(folder):
    line = add(folder, "aliases", "state:fr,Zelensky,name,")
    (problem,) = problems(folder)
    assert problem.startswith(
        f"aliases.csv:{line}: name 'Zelensky' is claimed by person:wolodymyr-selenskyj (aliases.csv:"
    )


def test_alias_given_twice(folder):
    line = add(folder, "aliases", "person:wolodymyr-selenskyj,ZELENSKY,name,")
    (problem,) = problems(folder)
    assert problem.startswith(f"aliases.csv:{line}: 'ZELENSKY' already stands in line")


def test_cycles(folder):
    first = add(folder, "issues", "a,A,,b,wort,,", "b,B,,a,wort,,")
    member = add(folder, "memberships", "org:eu,org:eu-kommission,parent,,")
    found = problems(folder)
    assert f"issues.csv:{first}: 'a' is, over 'b', its own parent" in found
    assert f"issues.csv:{first + 1}: 'b' is, over 'a', its own parent" in found
    assert f"memberships.csv:{member}: 'org:eu' is, over 'org:eu-kommission', its own parent" in found


def test_too_many_fields(folder):
    line = add(folder, "memberships", "state:fr,org:eu,alliance,,,,,")
    assert problems(folder) == [f"memberships.csv:{line}: has 8 fields, the header 5"]
