import pytest

from debtscan.scan.file_class import FileClass, class_of


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("src/app.py", FileClass.WRITTEN),
        ("charts/web/values.yaml", FileClass.WRITTEN),
        ("go.sum", FileClass.LOCK),
        ("ui/package-lock.json", FileClass.LOCK),
        ("vendor/x/y.go", FileClass.VENDORED),
        ("api/v1/zz_generated.deepcopy.go", FileClass.GENERATED),
        ("pkg/a_test.go", FileClass.TEST),
        ("README.md", FileClass.DOCUMENT),
        ("LICENSE", FileClass.DOCUMENT),
        ("docs/map.yaml", FileClass.DOCUMENT),
        ("installer/main.py", FileClass.WRITTEN),
    ],
)
def test_the_path_says_what_a_file_is(path: str, expected: FileClass) -> None:
    """
    Manifests and pipelines are written like code.
    """
    assert class_of(path) is expected
