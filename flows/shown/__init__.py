"""What a person sees of a run: the terminal, the artifacts, the page. Nothing here decides."""
