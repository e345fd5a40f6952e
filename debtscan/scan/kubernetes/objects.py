"""
The interpreter of Kubernetes objects: which function understands which kind.
"""

from debtscan.safe.yaml import Mapping, Sequence
from debtscan.scan.draft import Draft
from debtscan.scan.kubernetes import argo, kfp, tekton
from debtscan.scan.kubernetes.custom import read_custom
from debtscan.scan.kubernetes.documents import Document
from debtscan.scan.kubernetes.gitops import is_gitops, read_gitops
from debtscan.scan.kubernetes.manifest import Manifest, manifest_of
from debtscan.scan.kubernetes.network import is_endpoint, read_endpoint
from debtscan.scan.kubernetes.patches import is_operations, read_operations, read_patch
from debtscan.scan.kubernetes.supporting import NATIVE_GROUPS, read_crd, read_supporting
from debtscan.scan.kubernetes.tools import is_tool_config, read_tool_config
from debtscan.scan.kubernetes.workloads import GROUPS, KINDS, lacks_images, read_workload


def read_documents(documents: tuple[Document, ...], draft: Draft) -> None:
    """
    Add every object of *documents* to *draft*; lists are opened, what is no object is left alone.
    """
    for document in documents:
        if isinstance(document.body, Sequence):
            _read_sequence(document, draft)
        elif isinstance(document.body, Mapping):
            _read_mapping(document.body, document, draft)


def _read_sequence(document: Document, draft: Draft) -> None:
    if is_operations(document.body):
        read_operations(document.body, draft)
        return
    for item in document.body:
        if isinstance(item, Mapping):
            _read_mapping(item, document, draft)


def _read_mapping(body: Mapping, document: Document, draft: Draft) -> None:
    if body.string("kind").endswith("List") and "items" in body:
        for item in body.mappings("items"):
            _read_mapping(item, document, draft)
        return
    if "kind" not in body:
        _read_pipeline_file(body, draft)
        return
    manifest = manifest_of(Document(body, document.condition, document.guessed), draft.path)
    if manifest is not None and manifest.kind:
        read_object(manifest, draft)


def _read_pipeline_file(body: Mapping, draft: Draft) -> None:
    if kfp.is_pipeline(body):
        kfp.read_pipeline(body, draft)
    elif kfp.is_component(body):
        kfp.read_component(body, draft)


def read_object(manifest: Manifest, draft: Draft) -> None:
    """
    Add one object to *draft*, by its kind.
    """
    if manifest.kind in KINDS and manifest.group in GROUPS:
        patch = manifest.is_patch or lacks_images(manifest)
        (read_patch if patch else read_workload)(manifest, draft)
    elif manifest.is_patch:
        read_patch(manifest, draft)
    elif is_tool_config(manifest):
        read_tool_config(manifest, draft)
    elif is_endpoint(manifest):
        read_endpoint(manifest, draft)
    elif manifest.kind == "CustomResourceDefinition":
        read_crd(manifest, draft)
    elif manifest.group in NATIVE_GROUPS:
        read_supporting(manifest, draft)
    else:
        _read_foreign(manifest, draft)


def _read_foreign(manifest: Manifest, draft: Draft) -> None:
    if manifest.group == argo.GROUP and manifest.kind in argo.KINDS:
        argo.read_argo(manifest, draft)
    elif manifest.group == tekton.GROUP and manifest.kind in tekton.KINDS:
        tekton.read_tekton(manifest, draft)
    elif is_gitops(manifest):
        read_gitops(manifest, draft)
    else:
        read_custom(manifest, draft)
