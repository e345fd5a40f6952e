"""
What a home-made API is for shows in its words.
"""

import pytest

from debtscan.catalog.purpose import purpose_of


@pytest.mark.parametrize(
    ("kind", "plural", "description", "purpose"),
    [
        ("TrainJob", "trainjobs", "", "training"),
        ("ModelTraining", "modeltrainings", "", "training"),
        ("HyperParameterTuning", "hpts", "", "training"),
        ("Experiment", "experiments", "", "training"),
        ("ImageBuild", "imagebuilds", "", "build"),
        ("MLBuildPipeline", "mlbuildpipelines", "", "build"),
        ("DeployPipeline", "deploypipelines", "", "deploy"),
        ("ModelDeployment", "modeldeployments", "", "deploy"),
        ("Release", "releases", "", "deploy"),
        ("Microservice", "microservices", "", "microservice"),
        ("PredictionServer", "predictionservers", "", "microservice"),
        ("MLService", "mlservices", "", "microservice"),
        ("Model", "models", "", "microservice"),
        ("App", "apps", "", "microservice"),
        ("ServiceToken", "servicetokens", "a token for a service", None),
        ("ModelPolicy", "modelpolicies", "", None),
        ("Tenant", "tenants", "", None),
        ("Benefit", "benefits", "", None),
        ("Mapping", "mappings", "", None),
        ("Job", "trainjobs", "", "training"),
        ("Job", "jobs", "Trains a model every night", "training"),
        ("ServiceAccountBinding", "sabs", "", None),
        ("", "", "", None),
    ],
)
def test_the_purpose_is_read_from_the_words(kind: str, plural: str, description: str, purpose: str | None) -> None:
    """
    The kind decides, then the plural, then the description; parts of other words do not count.
    """
    assert purpose_of(kind, plural, description) == purpose
