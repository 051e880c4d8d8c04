"""What the headless process runs: the only part that talks to WeCom."""
