"""
Names on the network: Services, Ingresses, gateways and routes, with the workloads behind them.
"""

from collections.abc import Iterator

from debtscan.model.declaration import EndpointSpec, HostRef, NameRef
from debtscan.model.words import Confidence, How
from debtscan.safe.yaml import Mapping
from debtscan.scan.draft import Draft, Place
from debtscan.scan.kubernetes.manifest import Manifest, asks_for_scraping, nested, text_map

_ROUTES = frozenset({"HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute", "VirtualService", "IngressRoute"})
_ENDPOINTS = {
    "": frozenset({"Service"}),
    "extensions": frozenset({"Ingress"}),
    "networking.k8s.io": frozenset({"Ingress"}),
    "gateway.networking.k8s.io": _ROUTES | {"Gateway"},
    "networking.istio.io": frozenset({"VirtualService", "Gateway", "ServiceEntry"}),
    "traefik.io": frozenset({"IngressRoute", "IngressRouteTCP", "IngressRouteUDP"}),
    "traefik.containo.us": frozenset({"IngressRoute", "IngressRouteTCP", "IngressRouteUDP"}),
    "route.openshift.io": frozenset({"Route"}),
    "getambassador.io": frozenset({"Mapping"}),
    "projectcontour.io": frozenset({"HTTPProxy"}),
}
_CLASS = "kubernetes.io/ingress.class"
_BACKENDS = ("service", "backend", "destination", "to", "forwardTo")
_BACKEND_LISTS = ("backendRefs", "services")


def is_endpoint(manifest: Manifest) -> bool:
    """
    Tell whether *manifest* gives a workload a name on the network.
    """
    return manifest.kind in _ENDPOINTS.get(manifest.group, frozenset())


def read_endpoint(manifest: Manifest, draft: Draft) -> None:
    """
    Add the endpoint *manifest*, the services that it leads to and the gateways that it hangs on.
    """
    spec = EndpointSpec(
        type=manifest.kind,
        namespace=manifest.namespace,
        selector=text_map(manifest.spec.mapping("selector")),
        hosts=_hosts(manifest),
        version=manifest.version,
        ingress_class=manifest.spec.string("ingressClassName") or manifest.annotations.string(_CLASS),
        scraped=asks_for_scraping(manifest.annotations),
    )
    place = manifest.declared(spec, draft)
    for where, host, namespace, line in _backends(manifest.spec):
        draft.refer(place.at(f"spec.{where}", line), HostRef(draft.host(host, namespace)), How.CALL)
    for name, line in _gateways(manifest.spec):
        draft.refer(place.at("spec.gateways", line), NameRef("gateway", name), How.CALL, Confidence.MEDIUM)
    _outside(manifest, place, draft)


def _outside(manifest: Manifest, place: Place, draft: Draft) -> None:
    """
    Add the address that a Service without pods stands for.
    """
    if external := manifest.spec.string("externalName"):
        draft.refer(place.at("spec.externalName", manifest.spec.line_of("externalName")), HostRef(external), How.CALL)


def _hosts(manifest: Manifest) -> tuple[str, ...]:
    """
    Return the names by which clients reach the endpoint, in order, each once.
    """
    found: dict[str, None] = {}
    for where, mapping in nested(manifest.spec):
        if "backend" in where.lower():
            continue
        found.update((host, None) for field in ("hosts", "hostnames") for host, _ in mapping.sequence(field).strings())
        if not where.endswith(("destination", "service")) and mapping.string("host"):
            found[mapping.string("host")] = None
    return tuple(host for host in found if host != "*")


def _backends(spec: Mapping) -> Iterator[tuple[str, str, str, int]]:
    """
    Yield the services behind the endpoint: structural place, name, namespace and line.
    """
    for where, mapping in nested(spec):
        for field in _BACKENDS:
            place = f"{where}.{field}".lstrip(".")
            yield from _backend(place, mapping.mapping(field))
            if field == "service" and isinstance(mapping.get(field), str):
                host = mapping.string(field).split("://")[-1].split(":")[0]
                yield place, host, "", mapping.line_of(field)
        for field in _BACKEND_LISTS:
            for number, item in enumerate(mapping.mappings(field)):
                yield from _backend(f"{where}.{field}[{number}]".lstrip("."), item)


def _backend(where: str, backend: Mapping) -> Iterator[tuple[str, str, str, int]]:
    host = backend.string("host") or backend.string("serviceName") or backend.string("name")
    if host:
        yield where, host, backend.string("namespace"), backend.line


def _gateways(spec: Mapping) -> Iterator[tuple[str, int]]:
    for gateway, line in spec.sequence("gateways").strings():
        if gateway != "mesh":
            yield gateway.rpartition("/")[2], line
    for parent in spec.mappings("parentRefs"):
        if parent.string("name"):
            yield parent.string("name"), parent.line
