"""The usual way beside ours: all-MiniLM-L6-v2 in 8 bits, a run a sentence, mean of the tokens. Needs torch."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from transformers import AutoModel

from coach.moves.trained import session
from coach.training.embeddings import base_model


class _Hidden(torch.nn.Module):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.model = AutoModel.from_pretrained(base_model(), add_pooling_layer=False, attn_implementation="eager")

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.model(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state


def embedder() -> Callable[[Sequence[str]], list[np.ndarray]]:  # type: ignore[type-arg]
    """Takes the sentences of a reply, one run each."""
    with TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            _Hidden().eval(), (torch.randint(5, 999, (1, 9)),), str(plain), input_names=["ids"],
            output_names=["hidden"], dynamic_axes={"ids": {1: "n"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True)
        run = session(small.read_bytes())
    tokenizer = Tokenizer.from_file(str(base_model() / "tokenizer.json"))
    tokenizer.no_padding()
    return lambda said: [
        run.run(None, {"ids": np.array([tokenizer.encode(text).ids], dtype=np.int64)})[0].mean(axis=1) for text in said
    ]
