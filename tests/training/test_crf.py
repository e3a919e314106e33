"""The chain's likelihood against sums over all tag sequences."""

from itertools import pairwise, product

import pytest

torch = pytest.importorskip("torch")

from training.crf import ChainCRF  # noqa: E402


def weight(chain: ChainCRF, scores, tags: tuple[int, ...]):
    """Score of one tag sequence, written out."""
    steps = sum((chain.transitions[a, b] for a, b in pairwise(tags)), torch.tensor(0.0))
    words = sum(scores[at, tag] for at, tag in enumerate(tags))
    return chain.first[tags[0]] + words + steps + chain.last[tags[-1]]


@pytest.fixture
def chain() -> ChainCRF:
    torch.manual_seed(4)
    made = ChainCRF(3)
    for parameter in made.parameters():
        torch.nn.init.normal_(parameter)
    return made


LENGTHS = [1, 2, 3, 4, 5, 6]


def batch():
    scores = torch.randn(len(LENGTHS), max(LENGTHS), 3, generator=torch.Generator().manual_seed(9))
    present = torch.arange(max(LENGTHS)) < torch.tensor(LENGTHS)[:, None]
    return scores, present


def test_partition_sums_over_all_sequences(chain: ChainCRF) -> None:
    scores, present = batch()
    found = chain.partition(scores, present)
    for row, length in enumerate(LENGTHS):
        every = [weight(chain, scores[row], tags) for tags in product(range(3), repeat=length)]
        assert found[row].item() == pytest.approx(torch.logsumexp(torch.stack(every), 0).item(), abs=1e-3)


def test_loss_is_the_share_of_the_allowed_sequences(chain: ChainCRF) -> None:
    scores, present = batch()
    # Bit t allows tag t; 0 allows any.
    bits = torch.tensor([[0b001, 0b110, 0, 0b010, 0b101, 0b100]] * len(LENGTHS))
    found = chain.loss(scores, bits, present)
    for row, length in enumerate(LENGTHS):
        every, right = [], []
        for tags in product(range(3), repeat=length):
            own = weight(chain, scores[row], tags)
            every.append(own)
            if all(bit == 0 or bit >> tag & 1 for bit, tag in zip(bits[row].tolist(), tags, strict=False)):
                right.append(own)
        expected = torch.logsumexp(torch.stack(every), 0) - torch.logsumexp(torch.stack(right), 0)
        assert found[row].item() == pytest.approx(expected.item(), abs=1e-3)


def test_nothing_known_costs_nothing(chain: ChainCRF) -> None:
    scores, present = batch()
    loss = chain.loss(scores, torch.zeros(present.shape, dtype=torch.long), present)
    assert loss.detach().numpy() == pytest.approx(0, abs=1e-4)


def test_padding_changes_nothing(chain: ChainCRF) -> None:
    scores, present = batch()
    bits = torch.ones(present.shape, dtype=torch.long)
    together = chain.loss(scores, bits, present)
    for row, length in enumerate(LENGTHS):
        alone = chain.loss(*(part[row : row + 1, :length] for part in (scores, bits, present)))
        assert alone.item() == pytest.approx(together[row].item(), abs=1e-3)
