"""Press Desk (政务编辑台): drafts, approves and publishes government explainers, once and provably."""

__version__ = "0.1.0"
