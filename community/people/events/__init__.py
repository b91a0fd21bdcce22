"""What happens to people: facts in the past tense, ids only. One file per subject."""
