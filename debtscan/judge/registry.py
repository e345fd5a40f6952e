"""
All matchers by the name that rules call them.
"""

from collections.abc import Mapping

from debtscan.judge.matchers import (
    bespoke_controller,
    correction,
    deprecated_api,
    home_made_crd,
    hotspot,
    ml_cluster,
    own_capability,
    own_scheduler,
    schedule_without_owner,
    sole_builder,
    unpinned_image,
    untested,
)
from debtscan.judge.matching import Matcher

MATCHERS: Mapping[str, Matcher] = {
    "bespoke_controller": Matcher(bespoke_controller.Params, bespoke_controller.NAMES, bespoke_controller.match),
    "correction": Matcher(correction.Params, correction.NAMES, correction.match),
    "deprecated_api": Matcher(deprecated_api.Params, deprecated_api.NAMES, deprecated_api.match),
    "home_made_crd": Matcher(home_made_crd.Params, home_made_crd.NAMES, home_made_crd.match),
    "hotspot": Matcher(hotspot.Params, hotspot.NAMES, hotspot.match),
    "ml_cluster": Matcher(ml_cluster.Params, ml_cluster.NAMES, ml_cluster.match),
    "own_capability": Matcher(own_capability.Params, own_capability.NAMES, own_capability.match),
    "own_scheduler": Matcher(own_scheduler.Params, own_scheduler.NAMES, own_scheduler.match),
    "schedule_without_owner": Matcher(
        schedule_without_owner.Params, schedule_without_owner.NAMES, schedule_without_owner.match
    ),
    "sole_builder": Matcher(sole_builder.Params, sole_builder.NAMES, sole_builder.match),
    "unpinned_image": Matcher(unpinned_image.Params, unpinned_image.NAMES, unpinned_image.match),
    "untested": Matcher(untested.Params, untested.NAMES, untested.match),
}
