"""Scripts that run alone in a child process on files of strangers. They import nothing of ours; nothing of ours imports them."""
