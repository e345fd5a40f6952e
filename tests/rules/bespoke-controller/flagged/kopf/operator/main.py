"""Keeps training jobs as their objects want them."""

import kopf
from kubernetes import client


@kopf.on.create("ml.kumo.internal", "v1", "trainjobs")
def start(spec, name, namespace, **_):
    """Start the pod of a new job."""
    pod = {"metadata": {"name": name}, "spec": {"containers": [{"name": "train", "image": spec["image"]}]}}
    client.CoreV1Api().create_namespaced_pod(namespace, pod)


@kopf.on.delete("ml.kumo.internal", "v1", "trainjobs")
def stop(name, namespace, **_):
    """Stop the pod of a deleted job."""
    client.CoreV1Api().delete_namespaced_pod(name, namespace)
