"""The desk's composition root: its parts are built, joined, run and ended here."""
