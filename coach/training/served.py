"""A taught network as one ONNX file of 8-bit weights, as `coach.moves.trained` takes it."""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from coach.moves.encoding import CLS, SEP, STARTS
from coach.moves.heads import CHOICES
from coach.training.network import Network

OPSET = 17
INPUTS = {
    "ids": {1: "tokens"},
    "segments": {1: "tokens"},
    "sentences": {1: "sentences", 2: "tokens"},
    "starts": {1: "sentences"},
    "wholes": {2: "tokens"},
}
KEPT = (0, 100, CLS, SEP, *range(1, STARTS + 1))
"""Token ids that every trimmed vocabulary keeps, in their places: padding, unknown, marks."""


class Served(nn.Module):
    """The network for one window: no padding, no mask, no dropout; only the questions that are served."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, segments: Tensor, sentences: Tensor, starts: Tensor, wholes: Tensor
    ) -> tuple[Tensor, ...]:
        encoder = self.network.encoder
        at = torch.arange(ids.shape[1]).unsqueeze(0)
        embeddings = encoder.embeddings
        hidden = embeddings.word_embeddings(ids) + embeddings.position_embeddings(at)
        hidden = embeddings.LayerNorm(hidden + embeddings.token_type_embeddings(segments))
        for layer in encoder.encoder.layer:
            hidden = _layer(layer, hidden)
        moves, whole = self.network.read(hidden, sentences, starts, wholes)
        return (moves, whole["yes_no"], *(whole[name] for name in CHOICES))


def _layer(layer: nn.Module, hidden: Tensor) -> Tensor:
    attention = layer.attention.self
    heads, width = attention.num_attention_heads, attention.attention_head_size

    def split(raw: Tensor) -> Tensor:
        return raw.view(1, -1, heads, width).transpose(1, 2)

    query, key, value = (split(part(hidden)) for part in (attention.query, attention.key, attention.value))
    weights = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(width), dim=-1)
    seen = (weights @ value).transpose(1, 2).reshape(1, -1, heads * width)
    hidden = layer.attention.output.LayerNorm(layer.attention.output.dense(seen) + hidden)
    raised = nn.functional.gelu(layer.intermediate.dense(hidden))
    return layer.output.LayerNorm(layer.output.dense(raised) + hidden)


def export(network: Network, path: Path, *, vocabulary: int) -> None:
    """Writes the file. `vocabulary`: how many token ids it must take."""
    network.eval()
    n, k = 12, 2
    asked = (
        torch.randint(0, vocabulary, (1, n)),
        torch.zeros(1, n, dtype=torch.long),
        torch.full((1, k, n), 1 / n),
        torch.tensor([[3, 7]]),
        torch.full((1, 3, n), 1 / n),
    )
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Served(network).eval(), asked, str(plain), opset_version=OPSET, dynamo=False, dynamic_axes=INPUTS,
            input_names=list(INPUTS), output_names=["moves", "yes_no", *CHOICES],
        )  # fmt: skip
        shrink(plain, path)


def shrink(plain: Path, path: Path) -> None:
    """Weights in 8 bits, one scale a column, of 7 bits in use: so sums cannot overflow on processors without VNNI."""
    quantize_dynamic(
        plain, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"], extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def trim(network: Network, tokenizer: Tokenizer, used: Sequence[int]) -> Tokenizer:
    """Takes the word pieces that no text uses out of network and tokenizer; smaller ones spell what they spelled.

    Single characters stay, so that every word can still be spelled.
    """
    spec = json.loads(tokenizer.to_str())
    pieces: dict[str, int] = spec["model"]["vocab"]
    keep = set(used) | set(KEPT) | {i for piece, i in pieces.items() if len(piece.removeprefix("##")) == 1}
    order = list(range(max(KEPT) + 1)) + sorted(i for i in keep if i > max(KEPT))
    place = {old: new for new, old in enumerate(order)}
    spec["model"]["vocab"] = {piece: place[i] for piece, i in pieces.items() if i in place}
    for special in spec["added_tokens"]:
        special["id"] = place[special["id"]]
    embeddings = network.encoder.embeddings
    rows = embeddings.word_embeddings.weight.detach()[order].clone()
    embeddings.word_embeddings = nn.Embedding.from_pretrained(rows, freeze=True, padding_idx=0)
    return Tokenizer.from_str(json.dumps(spec))
