"""
Repositories that run a command as soon as a tool lets git read their own configuration.

Each trap, when it fires, appends a line to the file `canary` beside the repository.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

_IDENTITY = {
    "GIT_AUTHOR_NAME": "Builder",
    "GIT_AUTHOR_EMAIL": "builder@example.com",
    "GIT_AUTHOR_DATE": "2021-03-04T05:06:07+00:00",
    "GIT_COMMITTER_NAME": "Builder",
    "GIT_COMMITTER_EMAIL": "builder@example.com",
    "GIT_COMMITTER_DATE": "2021-03-04T05:06:07+00:00",
}
_MANIFEST = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: scorer}\n"
COMMITS = 2  # of every trap and of the clean twin


class Trap(NamedTuple):
    """
    One way to plant a command. *plant* changes a healthy repository and returns what shall be scanned.
    """

    name: str
    plant: Callable[[Path, str], Path]
    intact: bool = True  # its history can be read in full
    on_path: bool = False  # wants the target on PATH and as the working folder


def build(trap: Trap, folder: Path) -> Path:
    """
    Return the target: a repository of two commits in *folder* with the trap planted.
    """
    return trap.plant(healthy(folder / "platform"), f"/bin/sh {_canary(folder)}")


def fired(folder: Path) -> bool:
    """
    Tell whether the trap that was built in *folder* has run its command.
    """
    return (folder / "canary").exists()


def healthy(root: Path) -> Path:
    """
    Return a repository of two commits without any trap.
    """
    root.mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    (root / "deploy").mkdir()
    (root / "deploy" / "scorer.yaml").write_text(_MANIFEST, encoding="utf-8")
    (root / "train.py").write_text("print('train')\n", encoding="utf-8")
    commit(root, "first")
    (root / "train.py").write_text("print('train harder')\n", encoding="utf-8")
    commit(root, "second")
    return root


def commit(root: Path, message: str) -> None:
    """
    Commit everything that lies in *root*.
    """
    git(root, "add", "-A")
    git(root, "commit", "-q", "--no-gpg-sign", "-m", message)


def git(root: Path, *args: str, data: bytes | None = None) -> str:
    """
    Run git in *root* without anybody's settings and return what it prints; for building only.
    """
    environment = {"PATH": os.environ["PATH"], "HOME": str(root), "GIT_CONFIG_NOSYSTEM": "1", **_IDENTITY}
    done = subprocess.run(["git", *args], cwd=root, env=environment, input=data, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "surrogateescape").strip()


def _canary(folder: Path) -> Path:
    script = folder / "fire.sh"
    script.write_text(f'#!/bin/sh\necho fired >> "{folder}/canary"\n', encoding="utf-8")
    script.chmod(0o755)
    return script


def _configure(root: Path, text: str, file: str = "config") -> None:
    with (root / ".git" / file).open("a", encoding="utf-8") as config:
        config.write(text)


def _with_config(template: str, attributes: str = "") -> Callable[[Path, str], Path]:
    """
    Return a planter that appends *template* to the configuration; each file looks changed, so that git compares it.
    """

    def plant(root: Path, command: str) -> Path:
        if attributes:
            (root / ".gitattributes").write_text(attributes, encoding="utf-8")
        _configure(root, template.replace("COMMAND", command))
        return _stale(root)

    return plant


def _stale(root: Path) -> Path:
    for path in (root / "train.py", root / "deploy" / "scorer.yaml"):
        os.utime(path, (0, 0))
    return root


def _fsmonitor(command: str) -> str:
    return f'[core]\n\tfsmonitor = "{command} #"\n'


def _include(root: Path, command: str) -> Path:
    (root / ".git" / "more").write_text(_fsmonitor(command), encoding="utf-8")
    _configure(root, "[include]\n\tpath = more\n")
    return root


def _include_if(root: Path, command: str) -> Path:
    (root / "more.inc").write_text(_fsmonitor(command), encoding="utf-8")
    _configure(root, '[includeIf "gitdir:**"]\n\tpath = ../more.inc\n')
    return root


def _worktree_config(root: Path, command: str) -> Path:
    _configure(root, "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tworktreeConfig = true\n")
    _configure(root, _fsmonitor(command), "config.worktree")
    return root


def _git_file(root: Path, command: str) -> Path:
    _configure(root, _fsmonitor(command))
    elsewhere = root.parent / "elsewhere.git"
    (root / ".git").rename(elsewhere)
    (root / ".git").write_text(f"gitdir: {elsewhere}\n", encoding="utf-8")
    return root


def _git_link(root: Path, command: str) -> Path:
    _git_file(root, command)
    (root / ".git").unlink()
    (root / ".git").symlink_to(root.parent / "elsewhere.git")
    return root


def _false_worktree(root: Path, command: str) -> Path:
    git(root, "worktree", "add", "-q", "--detach", str(root.parent / "second"))
    _configure(root, _fsmonitor(command))
    return root.parent / "second"


def _common_dir(root: Path, command: str) -> Path:
    other = healthy(root.parent / "other")
    _configure(other, _fsmonitor(command))
    (root / ".git" / "commondir").write_text(f"{other}/.git\n", encoding="utf-8")
    return root


def _submodule(root: Path, command: str) -> Path:
    part = healthy(root.parent / "part")
    git(root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(part), "part")
    _configure(root, _fsmonitor(command), "modules/part/config")
    _configure(root, f'[submodule "part"]\n\tupdate = "!{command}"\n')
    return root


def _hooks(root: Path, command: str) -> Path:
    _hook_scripts(root / ".git" / "hooks", command)
    return _stale(root)


def _hooks_path(root: Path, command: str) -> Path:
    _hook_scripts(root / "ci", command)
    _configure(root, f"[core]\n\thooksPath = {root}/ci\n")
    return _stale(root)


def _hook_scripts(folder: Path, command: str) -> None:
    folder.mkdir(exist_ok=True)
    for name in ("post-index-change", "post-checkout", "pre-auto-gc", "reference-transaction", "fsmonitor-watchman"):
        (folder / name).write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
        (folder / name).chmod(0o755)


def _attributes_file(root: Path, command: str) -> Path:
    (root / "attributes").write_text("* filter=trap\n", encoding="utf-8")
    _configure(root, f'[core]\n\tattributesFile = {root}/attributes\n[filter "trap"]\n\tclean = "{command}; cat"\n')
    return _stale(root)


def _info_attributes(root: Path, command: str) -> Path:
    _configure(root, "* filter=trap\n", "info/attributes")
    _configure(root, f'[filter "trap"]\n\tclean = "{command}; cat"\n')
    return _stale(root)


def _signed(template: str) -> Callable[[Path, str], Path]:
    """
    Return a planter that signs the newest commit and has signatures checked by the command.
    """

    def plant(root: Path, command: str) -> Path:
        program = root / ".git" / "check"
        program.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
        program.chmod(0o755)
        raw = git(root, "cat-file", "commit", "HEAD") + "\n"
        mark = "SSH SIGNATURE" if "ssh" in template else "PGP SIGNATURE"
        signature = f"gpgsig -----BEGIN {mark}-----\n \n AAAA\n -----END {mark}-----\n\n"
        signed = raw.replace("\n\n", f"\n{signature}", 1)
        identity = git(root, "hash-object", "-t", "commit", "-w", "--stdin", data=signed.encode())
        git(root, "update-ref", "refs/heads/main", identity)
        _configure(root, template.replace("PROGRAM", str(program)))
        return root

    return plant


def _promised(template: str) -> Callable[[Path, str], Path]:
    """
    Return a planter that removes a blob and has it fetched by the command.
    """

    def plant(root: Path, command: str) -> Path:
        blob = git(root, "rev-parse", "HEAD~1:train.py")
        (root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
        _configure(root, "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n")
        _configure(root, template.replace("COMMAND", command))
        return root

    return plant


def _embedded_bare(root: Path, command: str) -> Path:
    git(root, "clone", "-q", "--bare", str(root), str(root.parent / "inner"))
    shutil.move(root.parent / "inner", root / "vendor")
    with (root / "vendor" / "config").open("a", encoding="utf-8") as config:
        config.write(f'[core]\n\tbare = false\n\tworktree = {root}\n\tfsmonitor = "{command} #"\n')
    return root


def _inside_embedded_bare(root: Path, command: str) -> Path:
    return _embedded_bare(root, command) / "vendor"


def _core_worktree(root: Path, command: str) -> Path:
    other = healthy(root.parent / "other")
    _configure(root, f"[core]\n\tworktree = {other}\n")
    _configure(root, _fsmonitor(command))
    return root


def _mailmap_pipe(root: Path, command: str) -> Path:
    os.mkfifo(root / "people")
    _configure(root, f"[mailmap]\n\tfile = {root}/people\n\tblob = HEAD:people\n")
    _configure(root, _fsmonitor(command))
    return root


def _alternate_refs(root: Path, command: str) -> Path:
    other = healthy(root.parent / "other")
    (root / ".git" / "objects" / "info" / "alternates").write_text(f"{other}/.git/objects\n", encoding="utf-8")
    _configure(root, f'[core]\n\talternateRefsCommand = "{command}"\n')
    return root


def _programs(*names: str, folder: str = ".") -> Callable[[Path, str], Path]:
    """
    Return a planter that puts programs of these names into the tree.
    """

    def plant(root: Path, command: str) -> Path:
        (root / folder).mkdir(exist_ok=True)
        for name in names:
            program = root / folder / name
            program.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
            program.chmod(0o755)
        return root

    return plant


TRAPS: tuple[Trap, ...] = (
    Trap("fsmonitor", _with_config('[core]\n\tfsmonitor = "COMMAND #"\n')),
    Trap("fsmonitor-include", _include),
    Trap("fsmonitor-include-if", _include_if),
    Trap("fsmonitor-worktree-config", _worktree_config),
    Trap("fsmonitor-git-file", _git_file, intact=False),
    Trap("fsmonitor-git-link", _git_link, intact=False),
    Trap("fsmonitor-linked-worktree", _false_worktree),
    Trap("fsmonitor-common-dir", _common_dir),
    Trap("fsmonitor-submodule", _submodule),
    Trap("filter-clean", _with_config('[filter "trap"]\n\tclean = "COMMAND; cat"\n', "* filter=trap\n")),
    Trap("filter-process", _with_config('[filter "trap"]\n\tprocess = "COMMAND"\n', "* filter=trap\n")),
    Trap("filter-smudge", _with_config('[filter "trap"]\n\tsmudge = "COMMAND; cat"\n', "* filter=trap\n")),
    Trap("attributes-file", _attributes_file),
    Trap("info-attributes", _info_attributes),
    Trap("diff-external", _with_config('[diff]\n\texternal = "COMMAND #"\n', "* text\n")),
    Trap("diff-command", _with_config('[diff "trap"]\n\tcommand = "COMMAND #"\n', "* diff=trap\n")),
    Trap("diff-textconv", _with_config('[diff "trap"]\n\ttextconv = "COMMAND; cat"\n', "* diff=trap\n")),
    Trap("merge-driver", _with_config('[merge "trap"]\n\tdriver = "COMMAND"\n', "* merge=trap\n")),
    Trap("gpg-program", _signed("[log]\n\tshowSignature = true\n[gpg]\n\tprogram = PROGRAM\n")),
    Trap(
        "ssh-signature",
        _signed(
            "[log]\n\tshowSignature = true\n[gpg]\n\tformat = ssh\n"
            '[gpg "ssh"]\n\tprogram = PROGRAM\n\tallowedSignersFile = /dev/null\n'
        ),
    ),
    Trap("hooks", _hooks),
    Trap("hooks-path", _hooks_path),
    Trap(
        "promisor-ssh",
        _promised(
            '[remote "origin"]\n\turl = ssh://example.com/a\n\tpromisor = true\n[core]\n\tsshCommand = "COMMAND #"\n'
        ),
    ),
    Trap(
        "promisor-ext",
        _promised('[remote "origin"]\n\turl = "ext::COMMAND"\n\tpromisor = true\n[protocol "ext"]\n\tallow = always\n'),
    ),
    Trap(
        "promisor-uploadpack",
        _promised('[remote "origin"]\n\turl = /nowhere\n\tpromisor = true\n\tuploadpack = "COMMAND #"\n'),
    ),
    Trap(
        "promisor-git-proxy",
        _promised(
            '[remote "origin"]\n\turl = git://example.com/a\n\tpromisor = true\n[core]\n\tgitProxy = "COMMAND"\n'
        ),
    ),
    Trap(
        "promisor-remote-helper",
        _promised(
            '[remote "origin"]\n\turl = a\n\tvcs = trap\n\tpromisor = true\n[alias]\n\tremote-trap = "!COMMAND"\n'
        ),
    ),
    Trap(
        "credential-helper",
        _promised(
            '[remote "origin"]\n\turl = https://127.0.0.1:9/a\n\tpromisor = true\n[credential]\n\thelper = "!COMMAND"\n'
        ),
    ),
    Trap("alias", _with_config('[alias]\n\tlg = "!COMMAND"\n\tlog = "!COMMAND"\n\tcat-file = "!COMMAND"\n')),
    Trap("pager", _with_config('[core]\n\tpager = "COMMAND"\n[pager]\n\tlog = "COMMAND"\n\tshow = "COMMAND"\n')),
    Trap(
        "editor-and-askpass",
        _with_config(
            '[core]\n\teditor = "COMMAND"\n\taskPass = "COMMAND"\n[sequence]\n\teditor = "COMMAND"\n'
            '[interactive]\n\tdiffFilter = "COMMAND"\n'
        ),
    ),
    Trap("trailer-command", _with_config('[trailer "seen"]\n\tcommand = "COMMAND"\n\tcmd = "COMMAND"\n')),
    Trap("alternate-refs-command", _alternate_refs),
    Trap("embedded-bare", _embedded_bare),
    Trap("embedded-bare-as-target", _inside_embedded_bare),
    Trap("core-worktree", _core_worktree),
    Trap("mailmap-pipe", _mailmap_pipe),
    Trap("git-in-target", _programs("git", "sh", "helm", "kustomize", "graphviz-pure", "dot"), on_path=True),
    Trap("git-in-bin", _programs("git", "git-log", "git-cat-file", "ssh", folder="bin"), on_path=True),
)
