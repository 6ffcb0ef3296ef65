"""Pages for people: the builder, the evidence behind a score, the methodology; they work without scripts."""
