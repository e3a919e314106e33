"""The network in PyTorch: one encoder with tag heads, and a role labeller over its words.

The encoder has the shape of BERT (post-norm); the labeller is given one predicate at a time (a quote, a
stance cue) as marked words, and tags its roles in the surroundings.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from standpunkt.language.labels import (
    CLASSES,
    DISTANCE_EDGES,
    MEDIA,
    PREDICATES,
    ROLE_LAYERS,
    SENTENCE_TAGS,
    STANCE_CLASSES,
    TAG_LAYERS,
)
from standpunkt.language.windows import MAX_QUOTATION_DEPTH
from training.crf import ChainCRF

TAG_OUTPUTS = sum(layer.size for layer in TAG_LAYERS) + SENTENCE_TAGS
ROLE_OUTPUTS = sum(layer.size for layer in ROLE_LAYERS)
CLASS_OUTPUTS = len(CLASSES) + len(STANCE_CLASSES) + len(MEDIA)


@dataclass(frozen=True)
class Shape:
    """Sizes of the network."""

    vocabulary: int
    layers: int = 8
    width: int = 384
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    role_width: int = 192
    role_layers: int = 2
    role_heads: int = 4


class Block(nn.Module):
    """One transformer layer; ``before`` normalises the input of each part instead of its output."""

    def __init__(self, width: int, heads: int, inner: int, before: bool, dropout: float) -> None:
        super().__init__()
        self.heads, self.before = heads, before
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.mix = nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm_attention, self.norm_output = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.dropout = nn.Dropout(dropout)

    def attend(self, x: Tensor, bias: Tensor) -> Tensor:
        """Self attention; ``bias`` (batch, 1, 1, words) is added to the attention scores."""
        batch, length, width = x.shape
        parts = [
            part(x).view(batch, length, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        ]
        query, key, value = parts
        # Written out: on processors with bfloat16 this is faster, backwards above all, than the fused kernel.
        scores = torch.matmul(query, key.transpose(-1, -2)) * (width // self.heads) ** -0.5
        mixed = torch.matmul((scores + bias.to(scores.dtype)).softmax(-1), value)
        return self.mix(mixed.transpose(1, 2).reshape(batch, length, width))

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """(batch, words, width) in and out."""
        if self.before:
            x = x + self.attend(self.norm_attention(x), bias)
            return x + self.dropout(self.down(functional.gelu(self.up(self.norm_output(x)))))
        x = self.norm_attention(x + self.attend(x, bias))
        return self.norm_output(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Tagger(nn.Module):
    """Pieces in; for every word tag scores and the labeller's input out."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(shape.vocabulary, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.depth = nn.Embedding(MAX_QUOTATION_DEPTH + 1, shape.width)
        nn.init.zeros_(self.depth.weight)
        self.norm = nn.LayerNorm(shape.width, 1e-12)
        self.dropout = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(
            Block(shape.width, shape.heads, shape.inner, False, dropout) for _ in range(shape.layers)
        )
        self.tags = nn.Linear(shape.width, TAG_OUTPUTS)
        self.to_roles = nn.Linear(shape.width, shape.role_width)

    def load_pretrained(self, tensors: Mapping[str, Tensor]) -> None:
        """Copies the lower layers of a BERT encoder; its token type is added to the positions."""
        own = {
            "word.weight": tensors["embeddings.word_embeddings.weight"],
            "position.weight": tensors["embeddings.position_embeddings.weight"]
            + tensors["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": tensors["embeddings.LayerNorm.weight"],
            "norm.bias": tensors["embeddings.LayerNorm.bias"],
        }
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "mix": "attention.output.dense",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm_attention": "attention.output.LayerNorm",
            "norm_output": "output.LayerNorm",
        }
        for i in range(len(self.blocks)):
            for name, theirs in names.items():
                for kind in ("weight", "bias"):
                    own[f"blocks.{i}.{name}.{kind}"] = tensors[f"encoder.layer.{i}.{theirs}.{kind}"]
        missing = self.load_state_dict(own, strict=False)
        if missing.unexpected_keys:
            raise ValueError(f"the encoder has no place for {missing.unexpected_keys}")

    def encode(self, pieces: Tensor, depths: Tensor, present: Tensor) -> Tensor:
        """(batch, pieces) in, (batch, pieces, width) out."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.word(pieces) + self.position(positions) + self.depth(depths)
        x = self.dropout(self.norm(x))
        bias = (1.0 - present)[:, None, None, :] * -1e4
        for block in self.blocks:
            x = block(x, bias)
        return x

    def forward(self, pieces: Tensor, depths: Tensor, present: Tensor, heads: Tensor) -> tuple[Tensor, ...]:
        """Tag scores and labeller input, each (batch, words, ...)."""
        x = self.encode(pieces, depths, present)
        words = torch.gather(x, 1, heads.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
        words = self.dropout(words)
        return self.tags(words), self.to_roles(words)


class Labeller(nn.Module):
    """Roles and classes of predicates, each in a slice of words."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.kind = nn.Embedding(len(PREDICATES), shape.role_width)
        self.inside = nn.Embedding(2, shape.role_width)
        self.distance = nn.Embedding(len(DISTANCE_EDGES) + 1, shape.role_width)
        for embedding in (self.kind, self.inside, self.distance):
            nn.init.normal_(embedding.weight, std=0.3)
        self.dropout = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(
            Block(shape.role_width, shape.role_heads, 2 * shape.role_width, True, dropout)
            for _ in range(shape.role_layers)
        )
        self.norm = nn.LayerNorm(shape.role_width)
        self.roles = nn.Linear(shape.role_width, ROLE_OUTPUTS)
        self.classes = nn.Sequential(
            nn.Linear(2 * shape.role_width, shape.role_width),
            nn.GELU(),
            nn.Linear(shape.role_width, CLASS_OUTPUTS),
        )

    def forward(
        self, words: Tensor, kinds: Tensor, inside: Tensor, distances: Tensor, present: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Role scores (predicates, words, ...) and class scores (predicates, ...).

        ``words`` (predicates, words, role width) is the encoder's output around each predicate; ``kinds``
        (predicates,); ``inside`` 1 for the predicate's own words; ``distances`` buckets; ``present`` 0 where
        a slice is padded.
        """
        x = words + self.kind(kinds).unsqueeze(1) + self.inside(inside) + self.distance(distances)
        x = self.dropout(x)
        bias = (1.0 - present)[:, None, None, :] * -1e4
        for block in self.blocks:
            x = block(x, bias)
        x = self.norm(x)
        own = inside.to(x.dtype).unsqueeze(-1)
        inner = (x * own).sum(1) / own.sum(1)
        every = (x * present.unsqueeze(-1)).sum(1) / present.sum(1, keepdim=True)
        return self.roles(x), self.classes(torch.cat([inner, every], -1))


class Network(nn.Module):
    """Everything that is trained."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.tagger = Tagger(shape, dropout)
        self.labeller = Labeller(shape, dropout)
        self.tag_chains = nn.ModuleDict({layer.name: ChainCRF(layer.size) for layer in TAG_LAYERS})
        self.role_chains = nn.ModuleDict({layer.name: ChainCRF(layer.size) for layer in ROLE_LAYERS})
