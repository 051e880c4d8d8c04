"""Looking at pictures and films, listening to recordings, opening documents."""
