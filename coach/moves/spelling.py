"""One spelling for what British and American English write differently: rules, and words that keep none."""

import re

_ONE = {
    "aeroplane": "airplane", "ageing": "aging", "aluminium": "aluminum", "amongst": "among", "whilst": "while",
    "anaesthetic": "anesthetic", "artefact": "artifact", "axe": "ax", "centred": "centered",
    "cheque": "check", "cheques": "checks", "chequebook": "checkbook", "cosy": "cozy", "defence": "defense",
    "draught": "draft", "enquiries": "inquiries", "enquiry": "inquiry", "enquire": "inquire",
    "enrol": "enroll", "enrolment": "enrollment",
    "fulfil": "fulfill", "fulfilment": "fulfillment", "grey": "gray",
    "greyed": "grayed", "instalment": "installment", "instalments": "installments", "jewellery": "jewelry",
    "judgement": "judgment", "kerb": "curb", "learnt": "learned", "spelt": "spelled", "burnt": "burned",
    "dreamt": "dreamed", "licence": "license", "licences": "licenses", "manoeuvre": "maneuver", "mould": "mold",
    "offence": "offense", "orientated": "oriented", "paediatric": "pediatric", "plough": "plow",
    "practise": "practice", "practised": "practiced", "practising": "practicing", "pretence": "pretense",
    "programme": "program", "programmes": "programs", "pyjamas": "pajamas", "sceptical": "skeptical",
    "skilful": "skillful", "storey": "story", "sulphur": "sulfur", "towards": "toward", "afterwards": "afterward",
    "tyre": "tire", "tyres": "tires", "woollen": "woolen", "omelette": "omelet", "acknowledgement":
    "acknowledgment", "acknowledgements": "acknowledgments",
}  # fmt: skip
_STAY = re.compile(
    r"(?:\w*(?:ra|w)|r|ar|sunr|no|po|adv|dev|rev|superv|telev|improv|compr|comprom|surpr|exerc|prom|prem|parad|conc|prec"
    r"|exc|franch|merchand|desp|disgu|gu|enterpr|expert|inc|circumc|chast|advert|cru|bru|demo|turquo|lia)"
    r"is(?:e|ed|es|er|ers|ing)"
)
"""Words in -ise that have no -ize."""
_STEMS = "behavi col endeav fav flav harb hon hum lab neighb od parl rum sav splend vap vig val arm clam ferv glam ranc"
_RULES = (
    (re.compile(rf"\b({'|'.join(_STEMS.split())})our"), r"\1or"),
    (re.compile(r"\b(cent|theat|fib|lit|met|calib|kilomet|millimet|centimet|sab|spect|meag|somb)re(s?)\b"), r"\1er\2"),
    (re.compile(r"([a-z]{3,})is(e|ed|es|er|ers|ing|ation|ations|able)\b"), r"\1iz\2"),
    (re.compile(r"(anal|cata?l|paral)ys(e|ed|es|er|ers|ing)\b"), r"\1yz\2"),
    (re.compile(r"\b(anal|catal|dial|epil|monol|prol)ogue(s?)\b"), r"\1og\2"),
    (
        re.compile(
            r"\b(cancel|travel|label|model|signal|total|level|channel|fuel|equal|initial|dial|tunnel|counsel|marvel"
            r"|quarrel|parcel|panel|pencil|rival|spiral|trial|unravel|bevel|funnel|jewel|shovel|snivel|swivel|tassel)"
            r"l(ed|ing|er|ers|ings)\b"
        ),
        r"\1\2",
    ),
)


def one_spelling(word: str) -> str:
    """The American spelling of a word in lower case; words without another are returned as they are."""
    if word in _ONE:
        return _ONE[word]
    for pattern, new in _RULES:
        if pattern.search(word) and not _STAY.fullmatch(word):
            return pattern.sub(new, word)
    return word
