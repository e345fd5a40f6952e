"""
The whole catalogue is examined at once.
"""

from pathlib import Path

import pytest

from debtscan.base.resources import bundled
from debtscan.catalog.catalog import load_catalog
from debtscan.catalog.check import FILES, check_catalog
from debtscan.catalog.document import FaultyDataError

SMALL = {
    "capabilities": """schema: 1
capabilities:
- {id: ci, name: {en: CI, ja: CI}, kind: platform, usual_owner: [sre], signals: {}}
""",
    "managed_options": """schema: 1
options:
- {id: bought, name: Bought, vendor: v, source: s, capabilities: [ci],
   confidence: high, ga: {date: 2020-01-02, basis: docs}}
""",
    "code_signals": """schema: 1
signals:
- {id: lib, technology: Lib, class: library, capabilities: [ci], signals: {python: [lib]}, options: [bought]}
""",
    "crd_groups": """schema: 1
builtin_groups: []
groups: []
suffix_patterns: []
known_groups: {}
home_made_hints: []
""",
    "products": "schema: 1\nproducts:\n- {id: p, name: P, kind: service, capability: ci, names: [p]}\n",
    "cloud_resources": """schema: 1
aws:
  a_b: {kind: ci, product: B, capability: ci, option: bought}
gcp: {}
azure: {}
databricks: {}
others: {}
""",
    "deprecations": "schema: 1\napi_versions: []\n",
    "end_of_life": "schema: 1\nproducts: []\n",
}


def write(folder: Path, **changed: str) -> Path:
    """
    Write the small catalogue with some files changed.
    """
    for name, text in {**SMALL, **changed}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_shipped_catalogue_has_no_fault() -> None:
    """
    Every file has its shape, every id leads somewhere, every date is one.
    """
    check_catalog(bundled("rules") / "catalog")


def test_every_file_of_the_catalogue_is_examined() -> None:
    """
    A file that nobody checks must not ship.
    """
    shipped = {path.stem for path in (bundled("rules") / "catalog").glob("*")}

    assert shipped == set(FILES)


def test_a_small_catalogue_can_stand_in(tmp_path: Path) -> None:
    """
    A folder of one's own is used once it is right.
    """
    catalog = load_catalog(write(tmp_path))

    assert [signal.id for signal in catalog.signal_of_import("python", "lib.part")] == ["lib"]


def test_all_faults_of_all_files_come_together(tmp_path: Path) -> None:
    """
    Ids that repeat, ids that lead nowhere, bad dates and missing files are named in one go.
    """
    write(
        tmp_path,
        products="schema: 1\nproducts:\n"
        "- {id: p, name: P, kind: service, capability: cj}\n- {id: p, name: P, kind: servise, capability: ci}\n",
        managed_options=SMALL["managed_options"].replace("2020-01-02", "2020-13-02"),
        code_signals=SMALL["code_signals"].replace("[bought]", "[bougt]"),
    )
    (tmp_path / "deprecations.yaml").unlink()

    with pytest.raises(FaultyDataError) as caught:
        load_catalog(tmp_path)

    assert [str(fault).removeprefix(f"{tmp_path}/") for fault in caught.value.faults if fault.line > 1] == [
        "code_signals.yaml:3: options: 'bougt' is no known id; did you mean 'bought'?",
        "managed_options.yaml:4: date: '2020-13-02' is no day, month or year",
        "products.yaml:3: capability: 'cj' is no known id",
        "products.yaml:4: id 'p' stands here a second time",
        "products.yaml:4: kind: Invalid enum value 'servise'",
    ]
    assert [Path(fault.path).name for fault in caught.value.faults if fault.line == 1] == ["deprecations.yaml"]


def test_a_missing_table_makes_no_noise_in_the_others(tmp_path: Path) -> None:
    """
    Ids that would lead into it are not all called unknown.
    """
    (write(tmp_path) / "capabilities.yaml").unlink()

    with pytest.raises(FaultyDataError) as caught:
        check_catalog(tmp_path)

    assert [Path(fault.path).name for fault in caught.value.faults] == ["capabilities.yaml"]
