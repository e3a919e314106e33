"""Best sequences against all sequences, on cases small enough to try every one."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standpunkt.language.labels import Layer
from standpunkt.language.viterbi import Chain, TagSpan, best_tags, softmax, spans

LAYERS = (Layer("one", ("a",)), Layer("two", ("a", "b")))


def chain_of(layer: Layer, rng: np.random.Generator) -> Chain:
    size = layer.size
    return Chain.of(
        layer,
        {
            "transitions": rng.normal(0, 3, (size, size)).tolist(),
            "first": rng.normal(0, 3, size).tolist(),
            "last": rng.normal(0, 3, size).tolist(),
        },
    )


def weight(chain: Chain, scores: np.ndarray, tags: tuple[int, ...]) -> float:
    """Score of one tag sequence, written out."""
    steps = sum(float(chain.transitions[a, b]) for a, b in pairwise(tags))
    words = sum(float(scores[at, tag]) for at, tag in enumerate(tags))
    return float(chain.first[tags[0]]) + words + steps + float(chain.last[tags[-1]])


@given(
    st.sampled_from(LAYERS),
    st.lists(st.integers(1, 4), min_size=1, max_size=4),
    st.integers(0, 2),
    st.integers(0, 2**32),
)
def test_best_tags_have_the_greatest_weight(
    layer: Layer, lengths: list[int], padding: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    chain = chain_of(layer, rng)
    scores = rng.normal(0, 4, (len(lengths), max(lengths) + padding, layer.size)).astype(np.float32)
    tags = best_tags([chain] * len(lengths), scores, np.asarray(lengths))
    assert tags.shape == scores.shape[:2]
    for row, length in enumerate(lengths):
        found = tuple(tags[row, :length].tolist())
        every = product(range(layer.size), repeat=length)
        greatest = max(weight(chain, scores[row], sequence) for sequence in every)
        assert weight(chain, scores[row], found) == pytest.approx(greatest, abs=1e-3)


@given(st.sampled_from(LAYERS), st.integers(1, 12), st.integers(0, 2**32))
def test_a_span_goes_on_only_after_its_own_beginning(layer: Layer, length: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(0, 4, (1, length, layer.size)).astype(np.float32)
    (tags,) = best_tags([chain_of(layer, rng)], scores, np.asarray([length])).tolist()
    for before, tag in zip([0, *tags], tags, strict=False):
        if tag and tag % 2 == 0:
            assert before in (tag - 1, tag)


def test_padding_of_other_rows_changes_nothing() -> None:
    rng = np.random.default_rng(3)
    chain = chain_of(LAYERS[1], rng)
    scores = rng.normal(0, 4, (2, 9, LAYERS[1].size)).astype(np.float32)
    together = best_tags([chain, chain], scores, np.asarray([4, 9]))
    alone = best_tags([chain], scores[:1, :4], np.asarray([4]))
    assert together[0, :4].tolist() == alone[0].tolist()


def test_rows_with_different_chains_share_a_call() -> None:
    rng = np.random.default_rng(4)
    chains = [chain_of(layer, rng) for layer in (*LAYERS, *LAYERS)]
    lengths = np.asarray([7, 3, 1, 7])
    scores = rng.normal(0, 4, (4, 7, LAYERS[1].size)).astype(np.float32)
    together = best_tags(chains, scores, lengths)
    for row, (chain, length) in enumerate(zip(chains, lengths.tolist(), strict=True)):
        own = scores[row : row + 1, :length, : chain.layer.size]
        assert together[row, :length].tolist() == best_tags([chain], own, np.asarray([length]))[0].tolist()


def test_no_words_have_no_tags() -> None:
    chain = chain_of(LAYERS[0], np.random.default_rng(0))
    assert best_tags([chain, chain], np.zeros((2, 0, 3), np.float32), np.asarray([0, 0])).shape == (2, 0)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), st.sampled_from("ab")), max_size=6),
    st.integers(0, 2**32),
)
def test_spans_read_what_tags_spell(pieces: list[tuple[int, int, str]], seed: int) -> None:
    layer = LAYERS[1]
    tags: list[int] = []
    expected = []
    for gap, length, label in pieces:
        tags += [0] * gap
        expected.append((len(tags), len(tags) + length, label))
        tags += [layer.begin(label)] + [layer.begin(label) + 1] * (length - 1)
    scores = np.random.default_rng(seed).normal(0, 2, (len(tags), layer.size)).astype(np.float32)
    probabilities = softmax(scores) if tags else scores
    found = spans(layer, np.asarray(tags, np.int64), probabilities)
    assert [(s.first, s.last, s.label) for s in found] == expected
    for span in found:
        own = [probabilities[word, tags[word]] for word in range(span.first, span.last)]
        assert span.probability == pytest.approx(float(np.mean(own)), abs=1e-5)


def test_neighbours_of_one_label_stay_two_spans() -> None:
    layer = LAYERS[0]
    assert spans(layer, np.asarray([1, 2, 1]), np.ones((3, 3), np.float32)) == [
        TagSpan(0, 2, "a", 1.0),
        TagSpan(2, 3, "a", 1.0),
    ]


def test_softmax_sums_to_one() -> None:
    found = softmax(np.asarray([[1000.0, 0.0, -1000.0], [0.0, 0.0, 0.0]], np.float32))
    assert found.sum(-1) == pytest.approx([1.0, 1.0])
    assert found[1] == pytest.approx([1 / 3] * 3)
