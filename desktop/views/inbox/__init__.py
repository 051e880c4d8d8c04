"""The inbox: lanes, account chips and the list of conversations."""
