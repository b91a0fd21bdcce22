"""Discussion threads: asking each other, and answering."""
