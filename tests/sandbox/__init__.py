"""Each rule of the sandbox over real HTTP."""
