"""Examines what the service is set up with, and says in plain sentences what is missing: `still-engineering doctor`.

Pure: findings (what can be said), address, tokens, apps, shared (Redis). At the edge: examination (all of it),
asking_redis.
"""
