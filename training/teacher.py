"""Sentence vectors of the untouched 12-layer encoder, from which the pieces' vectors start."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import sentencepiece
import torch
from torch import Tensor

from training.encoder_weights import Pretrained
from training.network import Shape, Tagger
from training.vocabulary import write_processor

PREFIX = "query: "
MAX_PIECES = 128
BATCH = 64


class Teacher:
    """Mean-pooled vectors of length one, as E5 defines them."""

    def __init__(self, pretrained: Pretrained, folder: Path) -> None:
        layers = 1 + max(
            int(name.split(".")[2]) for name in pretrained.tensors if name.startswith("encoder.layer")
        )
        self._tagger = Tagger(
            Shape(len(pretrained.tensors["embeddings.word_embeddings.weight"]), layers=layers)
        ).eval()
        self._tagger.load_pretrained({n: torch.from_numpy(t) for n, t in pretrained.tensors.items()})
        path = folder / "full.model"
        write_processor(pretrained.pieces, pretrained.scores, path)
        self._processor = sentencepiece.SentencePieceProcessor(model_file=str(path))

    def vectors(self, texts: Sequence[str]) -> Tensor:
        """(texts, 384)."""
        rows = [
            [
                0,
                *self._processor.encode(" " + unicodedata.normalize("NFKC", PREFIX + text))[: MAX_PIECES - 2],
                2,
            ]
            for text in texts
        ]
        found = torch.zeros(len(rows), 384)
        order = np.argsort([len(row) for row in rows])
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            for first in range(0, len(order), BATCH):
                chosen = order[first : first + BATCH]
                longest = max(len(rows[i]) for i in chosen)
                pieces = torch.ones(len(chosen), longest, dtype=torch.long)
                present = torch.zeros(len(chosen), longest)
                for k, i in enumerate(chosen):
                    pieces[k, : len(rows[i])] = torch.tensor(rows[i])
                    present[k, : len(rows[i])] = 1
                x = self._tagger.encode(pieces, torch.zeros_like(pieces), present).float()
                mean = (x * present.unsqueeze(-1)).sum(1) / present.sum(1, keepdim=True)
                found[torch.from_numpy(chosen)] = torch.nn.functional.normalize(mean, dim=-1)
        return found
