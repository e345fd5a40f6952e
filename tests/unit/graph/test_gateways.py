"""
What runs for all others: gateways and the collectors of metrics.
"""

from debtscan.graph.link import Linked
from debtscan.model.declaration import ConfigSpec, Declaration, EndpointSpec, ReleaseSpec, WorkloadSpec
from debtscan.model.words import Status
from tests.unit.graph.estate import Parts, arrows, chart, file, release, shop, workload


def _ingress(name: str, class_: str = "", *, kind: str = "Ingress", version: str = "networking.k8s.io/v1") -> Parts:
    return (Declaration(f"{kind}//{name}", name, EndpointSpec(kind, version=version, ingress_class=class_)),)


def _scraped(name: str) -> Parts:
    return (Declaration(f"Deployment//{name}", name, WorkloadSpec("kubernetes", "Deployment", scraped=True)),)


def _part(name: str) -> Parts:
    return (Declaration(f"dependency:{name}", name, ReleaseSpec(name, "https://charts.example.com", by="chart")),)


def _switch(name: str, status: Status = Status.LIVE) -> Parts:
    return (Declaration(f"switch:{name}", name, ConfigSpec("values-switch"), status=status),)


def _asked(result: Linked, source: str) -> list[str]:
    """
    Return the names of what *source* calls.
    """
    ends = (arrow.split(" -call-> ") for arrow in arrows(result) if " -call-> " in arrow)
    return [target.rsplit(":", 1)[1] for start, target in ends if start.endswith(f":{source}")]


WEB = file("web/app.yaml", workload("web", "acme/web:1"), _ingress("web"))
TRAEFIK = file("traefik/r.yaml", release("edge", "traefik", "https://charts.example.com"))
NGINX = file("nginx/r.yaml", release("inner", "ingress-nginx", "https://charts.example.com"))


def test_the_only_gateway_serves_a_route_without_a_class() -> None:
    """
    With two of them nobody can tell.
    """
    assert _asked(shop(WEB, TRAEFIK), "Traefik") == ["web"]
    assert arrows(shop(WEB, TRAEFIK, NGINX)) == arrows(shop(WEB)) == []


def test_the_class_or_the_group_of_a_route_chooses_the_gateway() -> None:
    """
    A class that no gateway of the estate serves is somebody else's.
    """
    named = file("web/app.yaml", workload("web", "acme/web:1"), _ingress("web", "nginx"))
    grouped = file(
        "web/app.yaml", workload("web", "acme/web:1"), _ingress("web", kind="IngressRoute", version="traefik.io/v1")
    )
    foreign = file("web/app.yaml", workload("web", "acme/web:1"), _ingress("web", "alb"))

    assert _asked(shop(named, TRAEFIK, NGINX), "ingress-nginx") == ["web"]
    assert _asked(shop(grouped, TRAEFIK, NGINX), "Traefik") == ["web"]
    assert arrows(shop(foreign, TRAEFIK)) == []


def test_part_of_a_chart_is_reached_when_its_route_is_switched_on() -> None:
    """
    The switch stands in the values beside the chart; one that is off, or that of another part, opens nothing.
    """

    def reached(*switches: Parts) -> list[str]:
        result = shop(
            file("shop/Chart.yaml", chart("shop"), _part("traefik"), _part("grafana"), _part("redis")),
            file("shop/values.yaml", *switches),
            file("other/values.yaml", _switch("redis.ingress.enabled")),
        )
        return _asked(result, "Traefik")

    assert reached(_switch("grafana.ingress.enabled")) == ["Grafana"]
    assert reached(_switch("grafana.server.ingress.enabled")) == ["Grafana"]
    assert reached(_switch("grafana.ingress.enabled", Status.DISABLED)) == []
    assert reached(_switch("grafana.enabled")) == []


def test_prometheus_collects_from_what_asks_for_it() -> None:
    """
    The pods ask, or the Service before them; without a Prometheus in the estate nobody answers.
    """
    prometheus = file("mon/r.yaml", release("mon", "prometheus", "https://charts.example.com"))
    asks = file("web/app.yaml", _scraped("web"))
    service = EndpointSpec("Service", selector={"app": "api"}, scraped=True)
    before = file("api/app.yaml", workload("api", "acme/api:1"), (Declaration("Service//api", "api", service),))

    assert _asked(shop(prometheus, asks, before), "Prometheus") == ["api", "web"]
    assert arrows(shop(asks)) == []


def test_route_that_is_not_in_use_leads_nowhere() -> None:
    """
    Examples have routes too.
    """
    example = file("web/app.yaml", workload("web", "acme/web:1"), _ingress("web"), status=Status.EXAMPLE)

    assert arrows(shop(example, TRAEFIK)) == []
