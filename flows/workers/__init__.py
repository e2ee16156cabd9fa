"""Shards of documents and the processes that clean them; nothing here knows Prefect."""
