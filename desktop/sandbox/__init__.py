"""WeCom's stand-in for demo, tests and benchmarks: same endpoints, rules, errors.

Written from the reference alone; shares no code with the client it is used against.
"""
