"""The world: sources, datasets, schedules, reports, the command line.

Empty on purpose: a worker process that imports ``flows.shard`` must not import Prefect.
"""
