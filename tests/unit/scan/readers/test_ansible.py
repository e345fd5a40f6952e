"""
Plays and roles of Ansible.
"""

import pytest

from debtscan.model.declaration import (
    File,
    ImageRef,
    PathRef,
    ReleaseSpec,
    ResourceSpec,
    ScheduleSpec,
    StackSpec,
    StoreRef,
    WorkloadSpec,
)
from debtscan.model.words import How
from debtscan.scan.readers.ansible import READER, read
from tests.unit.scan.said import reader_of, specs, ties

SITE = reader_of(read, "ops/site.yml")
ROLE = reader_of(read, "ops/roles/score_2/tasks/main.yml")


@pytest.mark.parametrize(
    ("path", "text", "claimed"),
    [
        ("site.yml", "- name: all\n  hosts: web\n  roles: []\n", True),
        ("site.yml", "- hosts: all\n", True),
        ("site.yml", "- import_playbook: web.yml\n", True),
        ("roles/web/tasks/main.yml", "- name: x\n  apt: name=nginx\n", True),
        ("roles/web/tasks/main.yml", "a: 1\n", False),
        ("ingress.yaml", "apiVersion: v1\nkind: X\nspec:\n- hosts: a\n", False),
        ("values.yaml", "ingress:\n  hosts: [a]\n", False),
    ],
)
def test_plays_and_tasks_are_known(path: str, text: str, claimed: bool) -> None:
    """
    Plays by their content, tasks by their place.
    """
    assert READER.wants(path)
    assert READER.claims(File(path, text.encode())) is claimed


def test_plays_apply_roles_and_tasks() -> None:
    """
    A play is a stack; its roles are folders near it, or products by their name; a computed role is nobody's.
    """
    found = SITE(
        "- import_playbook: db.yml\n"
        "- name: web\n  hosts: web\n  roles:\n    - nginx\n    - role: mongo_4_4\n      when: x\n    - '{{ more }}'\n"
        "  pre_tasks:\n    - include_role:\n        name: acme.redis\n"
        "  tasks:\n    - block:\n        - shell: aws s3 cp x s3://models/x\n      rescue: []\n    - other\n- odd\n"
    )

    assert specs(found) == [
        ("ops", StackSpec("ansible")),
        ("nginx", ReleaseSpec("nginx", by="ansible")),
        ("mongo_4_4", ReleaseSpec("mongo", by="ansible")),
        ("redis", ReleaseSpec("redis", by="ansible")),
    ]
    targets = ties(found)
    assert targets[:4] == [
        (PathRef("./db.yml"), How.STEP),
        (PathRef("./roles/nginx"), How.DEPLOY),
        (PathRef("./roles/mongo_4_4"), How.DEPLOY),
        (PathRef("./roles/acme.redis"), How.DEPLOY),
    ]
    assert [target.name for target, _ in targets if isinstance(target, StoreRef)] == ["models"]


def test_tasks_of_a_role_install_things() -> None:
    """
    Containers, charts, manifests, packages, cloud resources, cron lines, and an own service by its unit.
    """
    found = ROLE(
        "- community.docker.docker_container:\n    name: web\n    image: acme/web:1\n"
        "- docker_container:\n    image: acme/api:2\n- docker_container:\n    name: gone\n    state: absent\n"
        "- kubernetes.core.helm:\n    name: db\n    chart_ref: acme/postgresql\n    release_namespace: data\n"
        "- helm:\n    name: gone\n    state: absent\n"
        "- kubernetes.core.k8s:\n    src: files/x.yaml\n    template: '{{ t }}'\n"
        "- apt:\n    name: [nginx, redis-server=6.*]\n- yum: name=httpd\n- apt:\n    update_cache: true\n"
        "- amazon.aws.s3_bucket:\n    name: models\n"
        "- cron:\n    name: clean\n    hour: '3'\n    job: /opt/clean.sh\n"
        "- cron:\n    special_time: daily\n    job: x\n"
        "- template:\n    src: s.j2\n    dest: /etc/systemd/system/score.service\n"
        "- copy:\n    dest: /etc/motd\n- command:\n    cmd: 'true'\n"
    )

    assert specs(found) == [
        ("web", WorkloadSpec("ansible", "docker_container")),
        ("api", WorkloadSpec("ansible", "docker_container")),
        ("db", ReleaseSpec("acme/postgresql", "", "", "data", "helm")),
        ("nginx", ReleaseSpec("nginx", by="ansible")),
        ("redis-server", ReleaseSpec("redis-server", by="ansible")),
        ("httpd", ReleaseSpec("httpd", by="ansible")),
        ("models", ResourceSpec("ansible", "aws_s3_bucket", "s3_bucket.models")),
        ("clean", ScheduleSpec("ansible", "* 3 * * *", "/opt/clean.sh")),
        ("cron", ScheduleSpec("ansible", "daily", "x")),
        ("score", WorkloadSpec("ansible", "systemd")),
    ]
    assert ties(found) == [
        (ImageRef("acme/web:1"), How.IMAGE),
        (ImageRef("acme/api:2"), How.IMAGE),
        (PathRef("./files/x.yaml"), How.DEPLOY),
    ]


def test_broken_files_are_told() -> None:
    """
    No list, no plays.
    """
    assert SITE("- a: [").problems
    assert SITE("a: 1\n").problems
