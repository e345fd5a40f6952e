from debtscan.model.declaration import Declaration, EndpointSpec, HostRef, NameRef
from debtscan.model.words import Confidence, How
from tests.unit.scan.kubernetes.miniature import interpreted, only, targets, ties


def test_a_service_selects_its_pods() -> None:
    """
    The selector is kept for linking; a Service needs nothing by itself.
    """
    reading = interpreted("""
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {selector: {app: web}}
    """)

    spec = EndpointSpec("Service", "shop", {"app": "web"}, version="v1")
    assert only(reading) == Declaration("Service/shop/web", "web", spec, 3)
    assert targets(reading) == []


def test_an_external_name_is_called() -> None:
    """
    A Service without pods stands for a host elsewhere.
    """
    reading = interpreted("""
        apiVersion: v1
        kind: Service
        metadata: {name: db}
        spec: {externalName: db.example.com}
    """)

    assert ties(reading) == [(HostRef("db.example.com"), How.CALL)]


def test_an_ingress_leads_to_services_of_both_forms() -> None:
    """
    Old and new backends are read; the hosts are its own names, "*" is none.
    """
    reading = interpreted("""
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web}
        spec:
          defaultBackend: {service: {name: home}}
          tls: [{hosts: [shop.example.com]}]
          rules:
          - host: shop.example.com
            http: {paths: [{backend: {service: {name: web}}}, {backend: {serviceName: old}}]}
          - host: "*"
    """)

    assert only(reading).spec == EndpointSpec("Ingress", hosts=("shop.example.com",), version="networking.k8s.io/v1")
    assert targets(reading) == [HostRef("home"), HostRef("web"), HostRef("old")]


def test_a_virtual_service_hangs_on_gateways() -> None:
    """
    Destinations are called with their namespace; the mesh itself is no gateway.
    """
    reading = interpreted("""
        apiVersion: networking.istio.io/v1beta1
        kind: VirtualService
        metadata: {name: web}
        spec:
          hosts: [web.example.com]
          gateways: [mesh, edge/outer]
          http: [{route: [{destination: {host: web.shop.svc}}], mirror: {host: shadow}}]
    """)

    assert only(reading).spec == EndpointSpec(
        "VirtualService", hosts=("web.example.com", "shadow"), version="networking.istio.io/v1beta1"
    )
    assert [(one.target, one.confidence) for one in reading.references] == [
        (HostRef("web.shop.svc"), Confidence.HIGH),
        (NameRef("gateway", "outer"), Confidence.MEDIUM),
    ]


def test_a_route_of_the_gateway_api_is_read() -> None:
    """
    Backends and parents of an HTTPRoute are its services and gateways.
    """
    reading = interpreted("""
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: web}
        spec:
          parentRefs: [{name: outer}, {kind: Service}]
          hostnames: [web.example.com]
          rules: [{backendRefs: [{name: web, namespace: shop}, {weight: 1}]}]
    """)

    assert targets(reading) == [HostRef("web.shop"), NameRef("gateway", "outer")]


def test_routes_of_other_ingresses_are_read() -> None:
    """
    Traefik lists services, Ambassador writes one as text with its port.
    """
    reading = interpreted("""
        apiVersion: traefik.io/v1alpha1
        kind: IngressRoute
        metadata: {name: a}
        spec: {routes: [{services: [{name: web}]}]}
        ---
        apiVersion: getambassador.io/v2
        kind: Mapping
        metadata: {name: b}
        spec: {service: "http://api:80"}
    """)

    assert targets(reading) == [HostRef("web"), HostRef("api")]


def test_an_ingress_says_its_class_in_either_place() -> None:
    """
    The field of today, and the annotation of before.
    """
    new = interpreted("""
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web}
        spec: {ingressClassName: inner}
    """)
    old = interpreted("""
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web, annotations: {kubernetes.io/ingress.class: outer}}
        spec: {}
    """)

    classes = [only(reading).spec for reading in (new, old)]
    assert [spec.ingress_class for spec in classes if isinstance(spec, EndpointSpec)] == ["inner", "outer"]


def test_a_service_may_ask_for_its_metrics_to_be_collected() -> None:
    """
    By the annotation that Prometheus looks for, with or without quotes.
    """
    template = """
        apiVersion: v1
        kind: Service
        metadata: {{name: web, annotations: {{prometheus.io/scrape: {0}}}}}
        spec: {{}}
    """

    asked = [only(interpreted(template.format(word))).spec for word in ('"true"', "true", "false")]
    assert [spec.scraped for spec in asked if isinstance(spec, EndpointSpec)] == [True, True, False]
