"""What stands in a dataset's folder: files that appear whole, manifests, the lock, the view."""
