"""Pages for operators: what runs, what failed, what can be switched. No shortcut into other rooms' tables."""
