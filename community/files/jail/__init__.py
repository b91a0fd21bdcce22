"""Scripts that run alone in a child process on strangers' files. They import nothing of ours, nor do we import them."""
