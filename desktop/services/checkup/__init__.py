"""The check-up of a corp's connection: in the terminal, and in a child of the desk."""
