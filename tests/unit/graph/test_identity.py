"""
Ids and shown names.
"""

from debtscan.graph.drafts import Draft
from debtscan.graph.identity import ids_of, shown_name
from debtscan.model.evidence import Evidence
from debtscan.model.words import Kind


def _draft(name: str, path: str, kind: Kind = Kind.SERVICE, repo: str = "shop") -> Draft:
    return Draft(name, kind, evidence=[Evidence(repo, path)])


def _ids(*drafts: Draft) -> list[str]:
    found = ids_of(list(drafts))
    return [found[index] for index in range(len(drafts))]


def test_id_is_repository_kind_and_name() -> None:
    """
    Where the name is unique, nothing else is in the id: files may move.
    """
    assert _ids(_draft("web", "a/web.yaml"), _draft("web", "b/web.yaml", Kind.JOB)) == [
        "shop:service:web",
        "shop:job:web",
    ]


def test_equal_names_are_told_apart_by_their_system_then_by_number() -> None:
    """
    Only what repeats carries its folder; the root has none; a number comes last, in the order of the paths.
    """
    drafts = [
        _draft("web", "b/x/k8s/2.yaml"),
        _draft("web", "a/1.yaml"),
        _draft("web", "1.yaml"),
        _draft("web", "b/x/k8s/1.yaml"),
    ]

    assert _ids(*drafts) == ["shop:service:b.x:web:2", "shop:service:a:web", "shop:service:web", "shop:service:b.x:web"]


def test_separators_of_ids_never_come_from_names() -> None:
    """
    A colon, slash or space in a name becomes a dash, so that an id can be taken apart again.
    """
    assert _ids(_draft("team: web/api", "a.yaml")) == ["shop:service:team-web-api"]


def test_shown_name_loses_its_expressions() -> None:
    """
    What a template computes is not shown; a name that is nothing else is shown by its file.
    """
    assert shown_name(_draft("{{ .Release.Name }}-web  api", "a.yaml")) == "web api"
    assert shown_name(_draft("rainbow-${{ inputs.name }}", "action.yml")) == "rainbow"
    assert shown_name(_draft("${NAME}", "charts/web.yaml")) == "web.yaml"
