"""
Secrets taken out of text before it is stored or shown.
"""

import math
import re
from collections import Counter

MASK = "[redacted]"
_TOKENS = re.compile(
    r"""
    -----BEGIN[ ][A-Z ]{0,40}PRIVATE[ ]KEY-----(?:(?!-----END)[\s\S]){0,20000}(?:-----END[ ][A-Z ]{0,40}-----)?
    | \b(?:A3T[A-Z0-9]|AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ABIA|ACCA)[A-Z0-9]{16}\b  # Amazon
    | \bAIza[0-9A-Za-z_-]{35}                                            # Google
    | \bya29\.[0-9A-Za-z_-]{20,400}
    | \bGOCSPX-[0-9A-Za-z_-]{20,60}
    | \bgh[pousr]_[0-9A-Za-z]{30,255} | \bgithub_pat_[0-9A-Za-z_]{22,255}  # GitHub
    | \bgl(?:pat|dt|rt|cbt|ptt|ft|oas|soat|agent)-[0-9A-Za-z_-]{16,100}  # GitLab
    | \bxox[abeprso]-[0-9A-Za-z-]{10,250} | \bxapp-[0-9A-Za-z-]{10,250}  # Slack
    | hooks\.slack\.com/(?:services|workflows)/[0-9A-Za-z/_+-]{20,100}
    | discord(?:app)?\.com/api/webhooks/[0-9]{5,25}/[0-9A-Za-z_-]{20,100}
    | \b[rs]k_(?:live|test)_[0-9A-Za-z]{16,247} | \bwhsec_[0-9A-Za-z+/=]{20,80}  # Stripe
    | \bsk-(?:ant-|proj-|svcacct-)?[0-9A-Za-z_-]{20,200}                  # model vendors
    | \bhf_[0-9A-Za-z]{30,50} | \bnpm_[0-9A-Za-z]{36} | \bpypi-[0-9A-Za-z_-]{50,300} | \bdckr_pat_[0-9A-Za-z_-]{20,60}
    | \bdop_v1_[0-9a-f]{64} | \bSG\.[0-9A-Za-z_-]{16,32}\.[0-9A-Za-z_-]{16,64} | \bkey-[0-9a-f]{32}\b
    | \bdapi[0-9a-f]{32}\b | \bglsa_[0-9A-Za-z_]{32,60} | \bhv[sb]\.[0-9A-Za-z_-]{20,200} | \bAC[0-9a-f]{32}\b
    | \b[0-9]{8,10}:AA[0-9A-Za-z_-]{33} | \bEAA[0-9A-Za-z]{40,300} | \bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}
    | \beyJ[0-9A-Za-z_-]{8,2000}\.[0-9A-Za-z_-]{8,4000}(?:\.[0-9A-Za-z_-]{0,2000})?  # JSON web tokens
    """,
    re.VERBOSE,
)
_IN_URL = re.compile(
    r"(?P<before>\b[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s:/@'\"]{0,100}:)(?P<value>[^\s/@'\"]{1,200})(?=@)",
)
_HEADER = re.compile(
    r"(?P<before>\b(?:Bearer|Basic)\s{1,3})(?P<value>(?=[A-Za-z._~+/-]{0,200}[0-9=])[0-9A-Za-z._~+/=-]{12,2000})",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(
    r"""(?P<before>(?P<key>[A-Za-z0-9_.-]{0,60}(?:passw(?:or)?d|passwd|passphrase|pwd|secret|token|api[_-]?key|apikey|access[_-]?key
    |account[_-]?key|private[_-]?key|encryption[_-]?key|signing[_-]?key|fernet[_-]?key|credentials?|auth[_-]?key)[A-Za-z0-9_-]{0,20})
    ["']?\s{0,3}(?::=|=>|[:=])\s{0,3}(?:!!str\s|[rbu](?=["']))?)
    (?P<value>"[^"\n]{4,400}"|'[^'\n]{4,400}'|[^\s"',;(){}\[\]]{4,400}(?![^\s"',;(){}\[\]]|\())""",
    re.VERBOSE | re.IGNORECASE,
)
_LONG = re.compile(r"(?<![0-9A-Za-z+/=_.:@-])[0-9A-Za-z+/_-]{24,200}={0,2}(?![0-9A-Za-z+/=_.@-])")
_REFERENCE = re.compile(
    r"""\$|%\(|\{|<|[*&]|\.{3}|x{4,}$
    |(?i:none|null|nil|true|false|undefined|required|optional|changeme|todo|example|write|read|inherit|bool|string|str)$
    |(?:var|local|data|module|each|self|os|env|settings|config|secrets?|process|values)\.
    |[A-Za-z_][\w.]*\(|[\w-]+\.[a-z_][\w.]*$  # a call, an attribute
    |[A-Z][A-Z0-9_]+$|[a-z]+(?:[-_/.][a-z0-9]+)+$|/|\d{1,6}$  # a constant, a name in words, a path, a number
    """,
    re.VERBOSE,
)
_NAMES_A_PLACE = re.compile(
    r"page_?token|(?:name|ref|path|file|id|type|url|uri|arn|mount|dir|provider|class|version|ttl|count|enabled)s?$",
    re.IGNORECASE,
)
_DIGEST = re.compile(r"(?:sha(?:1|256|384|512)|md5|h1)[-:]")
_DIGITS = 3
_ENTROPY = 4.3  # bits a character: above hexadecimal digests (4.0) and prose, below random base64


def redact(text: str) -> str:
    """
    Return *text* with tokens of known shape, passwords in URLs and headers, and values of secret-looking keys masked.
    """
    clean = _TOKENS.sub(MASK, text)
    clean = _IN_URL.sub(lambda match: _masked(match) if not _is_reference(match["value"]) else match[0], clean)
    clean = _HEADER.sub(_masked, clean)
    clean = _ASSIGNED.sub(_assigned, clean)
    return _LONG.sub(lambda match: MASK if _is_random(match[0]) else match[0], clean)


def _masked(match: re.Match[str]) -> str:
    return f"{match['before']}{MASK}"


def _assigned(match: re.Match[str]) -> str:
    """
    Return a masked assignment unless its value only says where the secret is.
    """
    raw = match["value"]
    quote = raw[0] if raw[0] in "\"'" else ""
    value = raw.strip("\"'")
    if value.startswith(MASK) or _NAMES_A_PLACE.search(match["key"]) or _is_reference(value):
        return match[0]
    return f"{match['before']}{quote}{MASK}{quote}"


def _is_reference(value: str) -> bool:
    return bool(_REFERENCE.match(value))


def _is_random(word: str) -> bool:
    """
    Tell whether *word* is a mix of letters and digits that no person would name a thing.
    """
    digits = sum(character.isdigit() for character in word)
    mixed = digits >= _DIGITS and word.lower() != word != word.upper()
    return mixed and not _DIGEST.match(word) and _entropy(word) > _ENTROPY


def _entropy(word: str) -> float:
    counts = Counter(word).values()
    return -sum(count / len(word) * math.log2(count / len(word)) for count in counts)
