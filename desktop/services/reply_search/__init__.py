"""Finding quick replies at every key: spelling, index, ranking; no storage."""
