"""
What a Kubernetes object says: shared by the readers of manifests, charts and templates.
"""
