"""
What a home-made API is for, read from its words: the four pipelines that one engineer tends to build alone.
"""

import re
from typing import Literal

Purpose = Literal["training", "build", "deploy", "microservice"]

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[a-z]+")
_LONGEST = 2_000  # characters of a description

# Stems in the order in which they decide: "TrainingDeployment" deploys what was trained, "ModelServer" serves.
_STEMS: tuple[tuple[Purpose, tuple[str, ...]], ...] = (
    ("deploy", ("deploy", "release", "rollout", "canary", "promot", "delivery", "gitops")),
    ("build", ("build", "dockerfile", "kaniko", "buildah", "buildpack", "compil", "packag")),
    (
        "training",
        (
            "train",
            "learn",
            "finetun",
            "tuning",
            "tuner",
            "hyperparam",
            "experiment",
            "trial",
            "epoch",
            "pretrain",
            "fit",
        ),
    ),
    (
        "microservice",
        (
            "microservice",
            "service",
            "server",
            "serving",
            "inference",
            "predict",
            "endpoint",
            "webapp",
            "api",
            "model",
            "gateway",
            "route",
            "application",
            "app",
        ),
    ),
)
_WHOLE = frozenset({"fit", "api", "app", "route", "trial", "model"})  # as whole words, or their plurals
_ONLY_SUPPORTS = frozenset(  # last words of kinds that others need in order to run
    {"token", "secret", "account", "binding", "role", "policy", "class", "config", "configuration", "claim", "monitor"}
    | {"certificate", "credential", "user", "quota", "alias"}
)
_NOT_OURS = re.compile(r"service ?account|service ?monitor|api ?server")


def purpose_of(kind: str, plural: str, description: str = "") -> Purpose | None:
    """
    Return what the API is for: its kind decides, then its plural, then its description; None when no word tells.
    """
    if _words(kind)[-1:] and _words(kind)[-1] in _ONLY_SUPPORTS:
        return None
    for text in (kind, plural, description[:_LONGEST]):
        found = _purpose_in(_words(text))
        if found is not None:
            return found
    return None


def _words(text: str) -> tuple[str, ...]:
    lowered = _NOT_OURS.sub(" ", _CAMEL.sub(" ", text).lower())
    return tuple(_WORD.findall(lowered))


def _purpose_in(words: tuple[str, ...]) -> Purpose | None:
    for purpose, stems in _STEMS:
        if any(_speaks(word, stem) for word in words for stem in stems):
            return purpose
    return None


def _speaks(word: str, stem: str) -> bool:
    return word in {stem, f"{stem}s"} if stem in _WHOLE else stem in word
