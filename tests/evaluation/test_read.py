"""Gold files of every format, and what is said about those that are wrong."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from standpunkt.evaluation.gold import (
    BrokenGoldLine,
    GoldUnreadable,
    TextsMissing,
    UnknownGoldFormat,
    document_texts,
)
from standpunkt.evaluation.read import read_gold, read_texts
from standpunkt.language import CharSpan
from tests.evaluation.conftest import CUE, QUOTE, SPEAKER, TEXT, stances_document, statements_document

KINDS = {
    "Direct": "direct",
    "Indirect": "indirect",
    "Reported": "reported",
    "FreeIndirect": "free_indirect",
    "IndirectFreeIndirect": "indirect_free_indirect",
}


@pytest.mark.parametrize("kind", KINDS)
def test_statements_are_read_with_their_spans(write_jsonl: Callable[..., Path], kind: str):
    path = write_jsonl("gold.jsonl", statements_document(kind=kind))
    gold = read_gold(path)
    assert gold.layers == ("statements",)
    assert gold.sha256 == sha256(path.read_bytes()).hexdigest()
    [statement] = gold.documents[0].statements
    assert statement.statement_kind == KINDS[kind]
    assert statement.quote_spans == (CharSpan(*QUOTE),)
    assert statement.speaker_spans == (CharSpan(*SPEAKER),)
    assert statement.cue_spans == (CharSpan(*CUE),)
    assert statement.frame_spans == statement.addressee_spans == ()


def test_stances_are_read_with_and_without_what_may_be_absent(write_jsonl: Callable[..., Path]):
    bare = stances_document(holder=None, holder_name=None, cue=None, core=False)["stances"]
    document = stances_document()
    gold = read_gold(write_jsonl("gold.jsonl", document | {"stances": document["stances"] + bare}))
    assert gold.layers == ("stances",)
    full, bare = gold.documents[0].stances
    assert (full.polarity, full.holder_name, full.is_core) == ("oppose", "Anna Berg", True)
    assert TEXT[slice(*full.target)] == "den Tunnel"
    assert (bare.holder, bare.holder_name, bare.cue, bare.is_core) == (None, "", None, False)


def test_one_file_may_hold_both(write_jsonl: Callable[..., Path]):
    gold = read_gold(write_jsonl("gold.jsonl", statements_document() | stances_document()))
    assert gold.layers == ("statements", "stances")
    assert len(gold.documents[0].statements) == len(gold.documents[0].stances) == 1


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_do_not_matter(tmp_path: Path, mark: str, ending: str):
    path = tmp_path / "gold"
    path.write_bytes((mark + ending.join(["# a comment", "1\tUlm\tB-LOC\tO", "2\t.\tO\tO", ""])).encode())
    [document] = read_gold(path).documents
    assert document.text == "Ulm.\n"
    path.write_bytes(
        (mark + ending.join(["", '{"doc": "a", "text": "A\u2028b", "statements": []}'])).encode()
    )
    [document] = read_gold(path).documents
    assert document.text == "A\u2028b"
    assert document.line == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "it is empty"),
        ("\n \n", "it is empty"),
        ("Lieber Leser,\n", "it begins with 'Lieber Leser,'"),
        ('{"doc": "a", "text": "b"}\n', "its first document has 'doc', 'text'"),
        ("Beschluss\tBeschluss\tNN\tI-NC\tO\n", "it begins with 'Beschluss"),
    ],
)
def test_other_formats_are_refused(tmp_path: Path, content: str, words: str):
    path = tmp_path / "gold"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnknownGoldFormat, match=r"docs/evaluation\.md") as caught:
        read_gold(path)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"doc": "b", "statements": [', "is not JSON"),
        ("[]", "should be one JSON object and is []"),
        ({"doc": "b"}, "'statements' should be a list of objects and is missing"),
        ({"statements": []}, "'doc' should be text and is missing"),
        ({"doc": "b", "text": 7, "statements": []}, "'text' should be text and is 7"),
        (statements_document(), "document a already stands in line 1"),
        (statements_document(kind="Loud"), "statement 1: 'kind' is 'Loud', not one of Direct"),
        (statements_document(quote=[]), "statement 1: has no 'quote'"),
        (statements_document(cue=[[1]]), "statement 1: 'cue' should be [start, end] and is [1]"),
        (statements_document(cue=[["1", 2]]), "'cue' should be [start, end]"),
        (statements_document(cue=5), "'cue' should be a list of [start, end] and is 5"),
    ],
)
def test_a_broken_line_is_named(write_jsonl: Callable[..., Path], line: object, words: str):
    path = write_jsonl("gold.jsonl", statements_document(), "", line)
    with pytest.raises(BrokenGoldLine) as caught:
        read_gold(path)
    assert caught.value.line == 3
    assert f"{path}:3: " in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"polarity": "+"}, "'polarity' is '+', not one of support, oppose, ambivalent"),
        ({"sentence": None}, "stance 1: 'sentence' should be [start, end] and is missing"),
        ({"target": [3, True]}, "'target' should be [start, end]"),
    ],
)
def test_a_broken_stance_is_named(write_jsonl: Callable[..., Path], changed: dict, words: str):
    with pytest.raises(BrokenGoldLine) as caught:
        read_gold(write_jsonl("gold.jsonl", stances_document(**changed)))
    assert words in str(caught.value)


@pytest.mark.parametrize("span", [[5, 5], [9, 4], [-1, 4], [0, len(TEXT) + 1]])
def test_offsets_must_lie_in_the_text(write_jsonl: Callable[..., Path], span: list[int]):
    gold = read_gold(write_jsonl("gold.jsonl", statements_document(speaker=[SPEAKER, span])))
    with pytest.raises(BrokenGoldLine, match=r"speaker of statement 1 is \[.*text of 83 characters"):
        document_texts(gold, {})
    gold = read_gold(write_jsonl("gold.jsonl", stances_document(holder=span)))
    with pytest.raises(BrokenGoldLine, match="holder of stance 1"):
        document_texts(gold, {"a": TEXT})


def test_texts_come_from_the_document_first(write_jsonl: Callable[..., Path]):
    own = read_gold(write_jsonl("own.jsonl", statements_document()))
    assert document_texts(own, {"a": "another"}) == [TEXT]
    without = read_gold(write_jsonl("without.jsonl", stances_document()))
    assert document_texts(without, {"a": TEXT}) == [TEXT]


def test_missing_texts_are_named(write_jsonl: Callable[..., Path]):
    documents = [stances_document() | {"doc": f"d{number}"} for number in range(9)]
    gold = read_gold(write_jsonl("gold.jsonl", *documents))
    with pytest.raises(TextsMissing, match=r"8 of its documents: d0, d1, d3, d4, d5 and 3 more\. .*--texts"):
        document_texts(gold, {"d2": TEXT})


def test_texts_are_read_by_document(write_jsonl: Callable[..., Path]):
    path = write_jsonl("texts.jsonl", {"doc": "a", "text": "A", "more": 1}, {"doc": "b", "text": "B"})
    assert read_texts(path) == {"a": "A", "b": "B"}
    with pytest.raises(BrokenGoldLine, match="'text' should be text and is missing"):
        read_texts(write_jsonl("broken.jsonl", {"doc": "a"}))


def test_unreadable_files_are_named(tmp_path: Path):
    with pytest.raises(GoldUnreadable, match=r"nowhere\.jsonl does not exist"):
        read_gold(tmp_path / "nowhere.jsonl")
    with pytest.raises(GoldUnreadable, match="is a folder"):
        read_gold(tmp_path)
    (tmp_path / "latin").write_bytes('{"doc": "a",\n"text": "Köln"}'.encode("latin-1"))
    with pytest.raises(GoldUnreadable, match=r"is not UTF-8 text \(line 2\)"):
        read_gold(tmp_path / "latin")
