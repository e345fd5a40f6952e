"""
Values for charts, wherever they stand: their sections, and the images that they give in parts or in one piece.
"""

from collections.abc import Iterator

from debtscan.model.words import Confidence
from debtscan.safe.yaml import Mapping, Sequence
from debtscan.scan.draft import Draft, Place
from debtscan.scan.scalars import switch
from debtscan.scan.strings import is_image

_DEPTH = 30


def refer_images(body: Mapping, place: Place, draft: Draft) -> None:
    """
    Add the images that the values in *body*, which stand at *place*, name; what is switched off is less sure.
    """
    for trail, mapping, on in sections_of(body, (), on=True):
        here = place.at(".".join(trail), mapping.line) if trail else place
        sure = Confidence.MEDIUM if on else Confidence.LOW
        refer_image(mapping, here, draft, sure)
        for key in mapping:
            text = mapping.string(key)
            if key.lower().endswith("image") and is_image(text):
                draft.image(here.at(key, mapping.line_of(key)), text, sure)


def sections_of(body: Mapping, trail: tuple[str, ...], *, on: bool) -> Iterator[tuple[tuple[str, ...], Mapping, bool]]:
    """
    Yield the mappings of the values with their trail, and whether nothing around them is switched off.
    """
    on = on and switch(body, "enabled") is not False
    yield trail, body, on
    if len(trail) > _DEPTH:
        return
    for key, value in body.items():
        if isinstance(value, Mapping):
            yield from sections_of(value, (*trail, key), on=on)
        elif isinstance(value, Sequence):
            for number, item in enumerate(value):
                if isinstance(item, Mapping):
                    yield from sections_of(item, (*trail, f"{key}[{number}]"), on=on)


def refer_image(mapping: Mapping, place: Place, draft: Draft, sure: Confidence) -> None:
    """
    Add an image that the values give in parts: registry, repository or name, and tag or digest.
    """
    repository = mapping.string("repository") or (mapping.string("name") if "tag" in mapping else "")
    if not repository or "://" in repository or not ({"tag", "digest", "pullPolicy", "registry"} & mapping.keys()):
        return
    registry, tag, digest = mapping.string("registry"), mapping.string("tag"), mapping.string("digest")
    image = f"{registry}/{repository}" if registry else repository
    image += f":{tag}" if tag else ""
    image += f"@{digest}" if digest.startswith("sha256:") else ""
    field = "repository" if "repository" in mapping else "name"
    draft.image(place.at(field, mapping.line_of(field)), image, sure)
