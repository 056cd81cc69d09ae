"""Settings for the whole suite."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# No deadline: a first call may load a model. Derandomised, so that the same tree gives the same verdict.
settings.register_profile(
    "suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")
