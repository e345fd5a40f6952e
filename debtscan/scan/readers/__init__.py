"""
One format a module. READERS is the registry, in order: the first reader that wants and claims a file reads it.
"""

from debtscan.scan.reader import Reader
from debtscan.scan.readers import (
    blubber,
    circleci,
    compose,
    crontab,
    dockerfile,
    github,
    gitlab,
    go,
    helm,
    jenkins,
    kubernetes,
    kustomize,
    makefile,
    notebook,
    packages,
    projects,
    python,
    requirements,
    script,
    source,
    terraform,
    yaml_ci,
)

READERS: tuple[Reader, ...] = (
    dockerfile.READER,
    blubber.READER,
    kustomize.READER,
    helm.READER,
    github.READER,
    gitlab.READER,
    circleci.READER,
    jenkins.READER,
    yaml_ci.READER,
    compose.READER,
    kubernetes.READER,
    terraform.READER,
    crontab.READER,
    makefile.READER,
    script.READER,
    python.READER,
    go.READER,
    notebook.READER,
    packages.READER,
    projects.READER,
    requirements.READER,
    source.READER,
)
