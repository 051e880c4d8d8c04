"""The timeline: messages laid out, painted, selected and walked through."""
