"""A night in production: deployments, a server and a worker of one's own, events."""
