"""The reader as a torch module: an encoder, and a head a question of those in `coach.moves.heads`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import AutoModel

from coach.moves.encoding import Window
from coach.training.embeddings import base_model

PLACES = 6
"""How many places of the text the questions of the whole may look at, each learnt."""


@dataclass(frozen=True)
class Batch:
    """Windows as padded tensors, and matrices that average tokens into sentences and wholes."""

    ids: Tensor
    segments: Tensor
    mask: Tensor
    sentences: Tensor
    """(windows, most sentences, tokens): rows sum to 1, or 0 where a window has fewer."""
    wholes: Tensor
    """(windows, 3, tokens): the first token, the mean of the client's part, the mean of the reply."""


def collate(windows: Sequence[Window]) -> Batch:
    """One padded batch."""
    longest, most = max(len(w.ids) for w in windows), max(1, *(len(w.sentences) for w in windows))
    ids, segments = torch.zeros(2, len(windows), longest, dtype=torch.long)
    mask = torch.zeros(len(windows), longest)
    sentences, wholes = torch.zeros(len(windows), most, longest), torch.zeros(len(windows), 3, longest)
    for i, window in enumerate(windows):
        n = len(window.ids)
        ids[i, :n], segments[i, :n], mask[i, :n] = torch.tensor(window.ids), torch.tensor(window.segments), 1
        for row, (_, start, end) in enumerate(window.sentences):
            sentences[i, row, start:end] = 1 / (end - start)
        a, b = window.client
        wholes[i, 0, 0] = 1
        wholes[i, 1, a:b] = 1 / (b - a)
        wholes[i, 2, b:n] = 1 / (n - b)
    return Batch(ids, segments, mask, sentences, wholes)


class Network(nn.Module):
    """Logits a sentence for moves, and logits a window for each whole-reply head."""

    def __init__(self, moves: int, heads: Mapping[str, int], *, encoder: nn.Module | None = None) -> None:
        super().__init__()
        self.encoder = encoder or AutoModel.from_pretrained(base_model(), add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.moves = nn.Sequential(nn.Dropout(0.1), nn.Linear(2 * width, width), nn.GELU(), nn.Linear(width, moves))
        self.asked = nn.Linear(width, PLACES, bias=False)
        self.shared = nn.Sequential(nn.Dropout(0.1), nn.Linear((3 + PLACES) * width, width), nn.GELU())
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in heads.items()})

    def forward(self, batch: Batch) -> tuple[Tensor, dict[str, Tensor]]:
        hidden = self.encoder(
            input_ids=batch.ids, token_type_ids=batch.segments, attention_mask=batch.mask
        ).last_hidden_state
        starts = (batch.sentences > 0).to(torch.int8).argmax(-1)
        return self.read(hidden, batch.sentences.to(hidden.dtype), starts, batch.wholes.to(hidden.dtype))

    def read(
        self, hidden: Tensor, sentences: Tensor, starts: Tensor, wholes: Tensor
    ) -> tuple[Tensor, dict[str, Tensor]]:
        """Logits from hidden states (windows, tokens, width), matrices of `Batch`, each sentence's first token."""
        marks = hidden.gather(1, starts.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))
        unread = wholes.sum(1, keepdim=True) == 0
        looked = self.asked(hidden).transpose(1, 2).masked_fill(unread, -1e4).softmax(-1)
        whole = self.shared(torch.cat([wholes, looked], 1).matmul(hidden).flatten(1))
        said = self.moves(torch.cat([sentences @ hidden, marks], -1))
        return said, {name: head(whole) for name, head in self.heads.items()}
