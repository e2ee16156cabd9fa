"""Fields of an article and its images, out of one mended page."""
