"""Linear-chain conditional random field whose labels may be known only in part.

The likelihood of a set of allowed tag sequences is the ratio of two partition functions: one over the allowed
sequences, one over all (Tsuboi et al. 2008, partial annotation). The forward recursion runs as a tree of
matrix products in the log semiring, logarithmic in the length.
"""

import torch
from torch import Tensor, nn

FORBIDDEN = -1e4


class ChainCRF(nn.Module):
    """Scores of tag transitions, of the first and of the last tag."""

    def __init__(self, tags: int) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(tags, tags))
        self.first = nn.Parameter(torch.zeros(tags))
        self.last = nn.Parameter(torch.zeros(tags))

    def loss(self, scores: Tensor, bits: Tensor, present: Tensor) -> Tensor:
        """Negative log likelihood, one number a sequence.

        ``scores`` (batch, words, tags); ``bits`` (batch, words) the allowed tags, 0 for any; ``present``
        (batch, words) is False where a sequence is padded.
        """
        tags = torch.arange(scores.shape[-1], device=scores.device)
        allowed = ((bits.unsqueeze(-1) >> tags) & 1).bool() | (bits == 0).unsqueeze(-1)
        held = scores.masked_fill(~allowed, FORBIDDEN)
        both = self.partition(torch.cat([scores, held]), torch.cat([present, present]))
        every, right = both.chunk(2)
        return every - right

    def partition(self, scores: Tensor, present: Tensor) -> Tensor:
        """Log of the summed weight of all tag sequences, (batch,)."""
        batch, length, tags = scores.shape
        neutral = torch.full((tags, tags), FORBIDDEN, device=scores.device).fill_diagonal_(0.0)
        start = self.first + scores[:, 0]
        steps = self.transitions + scores[:, 1:].unsqueeze(2)
        steps = torch.where(present[:, 1:, None, None], steps, neutral)
        while steps.shape[1] > 1:
            if steps.shape[1] % 2:
                steps = torch.cat([steps, neutral.expand(batch, 1, tags, tags)], 1)
            left, right = steps[:, 0::2], steps[:, 1::2]
            steps = torch.logsumexp(left.unsqueeze(-1) + right.unsqueeze(-3), dim=-2)
        if length > 1:
            start = torch.logsumexp(start.unsqueeze(-1) + steps[:, 0], dim=1)
        return torch.logsumexp(start + self.last, dim=-1)
