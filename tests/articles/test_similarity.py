import pytest

from standpunkt.articles.similarity import ComparedText, CopyRules, has_other_facts

LOTTO = "am {} wurden die zahlen {} {} {} und {} gezogen alle angaben sind ohne gewähr aus falkenburg"


def test_jaccard_and_containment_count_shingles():
    one, other = ComparedText("a b c d e"), ComparedText("a b c d x y")
    found = one.similarity(other)
    assert (found.shared, found.jaccard) == (2, 2 / 5)
    assert (found.one_in_other, found.other_in_one, found.contained) == (2 / 3, 2 / 4, 2 / 3)
    assert other.similarity(one).one_in_other == found.other_in_one


def test_several_other_numbers_and_days_are_other_facts():
    monday, friday = LOTTO.format("montag", 1, 5, 9, 30), LOTTO.format("freitag", 2, 5, 8, 31)
    assert has_other_facts(monday.split(), friday.split())
    assert has_other_facts(friday.split(), monday.split())


def test_a_correction_is_no_other_facts():
    first, second = LOTTO.format("montag", 1, 5, 9, 30), LOTTO.format("montag", 1, 5, 9, 31)
    assert not has_other_facts(first.split(), second.split())


def test_what_is_only_left_out_is_no_other_fact():
    text = LOTTO.format("montag", 1, 5, 9, 30).split()
    assert not has_other_facts(text, text[:8])


def test_a_closing_sentence_is_no_wire_copy():
    closing = "hinweise nimmt jede dienststelle der polizei entgegen"
    found = ComparedText(f"ein rad fehlt {closing}").similarity(
        ComparedText(f"ein haus brannte ab {closing}")
    )
    assert found.contained >= 0.5
    assert not found.is_wire(CopyRules(wire=0.5))


@pytest.mark.parametrize("rules", [CopyRules(near=0.7), CopyRules(wire=0.7), CopyRules(wire_days=3)])
def test_other_rules_have_another_version(rules: CopyRules):
    assert rules.version != CopyRules().version
