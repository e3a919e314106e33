"""Annotated spans as tags, predicates and roles."""

import numpy as np
import pytest

from standpunkt.language.labels import (
    ARGUMENT,
    CLASSES,
    DIRECT,
    ENTITY,
    MEDIA,
    ROLE,
    SPEECH,
    STANCE,
    STANCE_CLASSES,
    Layer,
)
from training.corpora import find_snippet
from training.examples import (
    Annotate,
    Bits,
    Example,
    Held,
    Said,
    add_stances,
    add_statements,
    entity_bits,
    start_flags,
    tag_bits,
    word_range,
)


def tags(layer: Layer, bits: Bits) -> list[str]:
    """Tags in words; several where more than one counts as right."""
    names = ["O", *(f"{edge}-{label}" for label in layer.labels for edge in "BI")]
    return ["|".join(name for at, name in enumerate(names) if bit >> at & 1) or "?" for bit in bits.tolist()]


def test_word_range_holds_the_words_a_span_touches(annotate: Annotate) -> None:
    words = annotate("Anna Weber kam.")
    assert word_range(words, (0, 10)) == (0, 2)
    assert word_range(words, (2, 6)) == (0, 2)
    assert word_range(words, (4, 5)) == (1, 1)
    assert word_range(words, (14, 15)) == (3, 4)


def test_tags_begin_and_go_on(annotate: Annotate) -> None:
    words = annotate("Anna Weber traf Otto in Ulm")
    bits = tag_bits(words, ENTITY, [((0, 10), "person"), ((16, 20), "person"), ((24, 27), "place")])
    assert tags(ENTITY, bits) == ["B-person", "I-person", "O", "B-person", "O", "B-place"]


def test_the_longer_of_two_overlapping_spans_stays(annotate: Annotate) -> None:
    words = annotate("Universität Ulm lehrt")
    bits = tag_bits(words, ENTITY, [((12, 15), "place"), ((0, 15), "organisation")])
    assert tags(ENTITY, bits) == ["B-organisation", "I-organisation", "O"]


def test_a_span_of_no_word_is_left_out(annotate: Annotate) -> None:
    assert tags(ENTITY, tag_bits(annotate("Ulm  lehrt"), ENTITY, [((3, 5), "place")])) == ["O", "O"]


def test_kinds_a_corpus_leaves_out_count_as_right_too(annotate: Annotate) -> None:
    bits = entity_bits(annotate("Ulm und Bach"), [((0, 3), "place")], unknown=("other",))
    assert tags(ENTITY, bits) == ["B-place", "O|B-other|I-other", "O|B-other|I-other"]


def test_sentences_start_at_words(annotate: Annotate) -> None:
    words = annotate("Eins.\n\nZwei. Drei")
    shown = [words.text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]
    flags = start_flags(words, [0, 5, 13])
    assert [word for word, flag in zip(shown, flags, strict=True) if flag] == ["Eins", "Zwei", "Drei"]
    assert start_flags(words, [99]).sum() == 0


def test_statements_give_tags_and_a_predicate_a_quote(annotate: Annotate) -> None:
    text = "Otto sagte, es sei „ein Fehler“, und gehe weg."
    direct, first, second = (
        find_snippet(text, part) for part in ("„ein Fehler“", "es sei „ein Fehler“", "gehe weg")
    )
    speaker, cue = find_snippet(text, "Otto"), find_snippet(text, "sagte")
    example = Example("own", annotate(text))
    said = Said("indirect", (first, second), speaker=(speaker,), cue=(cue,), media=("speech",))
    add_statements(example, [said, Said("direct", (direct,))])
    words = len(example.words)
    assert tags(DIRECT, example.tags["direct"])[5:9] == ["B-direct", "I-direct", "I-direct", "I-direct"]
    spoken = tags(SPEECH, example.tags["speech"])
    assert spoken.count("B-indirect") == 2
    assert spoken[3:9] == ["B-indirect", *["I-indirect"] * 5]
    assert [(p.kind, p.words[0], p.words[-1]) for p in example.predicates] == [
        ("indirect", 3, 8),
        ("indirect", 11, 12),
        ("direct", 5, 8),
    ]
    one, other, inner = example.predicates
    assert one.classes == other.classes == 1 << CLASSES.index("indirect")
    assert (one.media, inner.media) == (1, 0b111)
    assert len(MEDIA) == 3
    assert one.roles is other.roles
    assert tags(ROLE, one.roles["role"])[:2] == ["B-speaker", "B-cue"]
    assert set(tags(ROLE, inner.roles["role"])) == {"O"}
    assert all(len(bits) == words for p in example.predicates for bits in p.roles.values())


def test_stances_that_share_a_cue_are_one_predicate(annotate: Annotate) -> None:
    text = "CDU und FDP kritisieren das Gesetz, falls es kommt, und loben Otto."
    at = {
        part: find_snippet(text, part)
        for part in ("CDU", "FDP", "kritisieren", "das Gesetz", "falls es kommt", "loben", "Otto")
    }
    example = Example("own", annotate(text))
    add_stances(
        example,
        [
            Held("oppose", at["kritisieren"], at["das Gesetz"], at["CDU"], at["falls es kommt"]),
            Held("oppose", at["kritisieren"], at["das Gesetz"], at["FDP"]),
            Held("support", at["loben"], at["Otto"], None),
        ],
    )
    assert tags(STANCE, example.tags["stance"]).count("B-oppose") == 1
    first, second = example.predicates
    assert (first.classes, second.classes) == (
        1 << STANCE_CLASSES.index("oppose"),
        1 << STANCE_CLASSES.index("support"),
    )
    arguments = tags(ARGUMENT, first.roles["argument"])
    assert (arguments.count("B-holder"), arguments.count("B-target")) == (2, 1)
    assert np.flatnonzero(first.roles["condition"] != 1).size == 3
    assert "B-holder" not in tags(ARGUMENT, second.roles["argument"])


@pytest.mark.parametrize(
    ("target", "left"),
    [("den Plan Ottos nicht so schnell", "nicht so schnell"), ("den neuen Plan Ottos", "den neuen Plan")],
)
def test_a_holder_inside_a_target_cuts_it(annotate: Annotate, target: str, left: str) -> None:
    text = f"Man will {target} haben"
    example = Example("own", annotate(text))
    holder = find_snippet(text, "Ottos")
    add_stances(example, [Held("support", find_snippet(text, "will"), find_snippet(text, target), holder)])
    arguments = tags(ARGUMENT, example.predicates[0].roles["argument"])
    words = example.words
    cut = [words.text[words.starts[i] : words.ends[i]] for i, tag in enumerate(arguments) if "target" in tag]
    assert " ".join(cut) == left
    assert arguments.count("B-holder") == 1
