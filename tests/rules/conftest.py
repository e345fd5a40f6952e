"""
The miniatures are things to scan: their own test files are no tests of ours.
"""

collect_ignore_glob = ["*/flagged/*", "*/clean/*"]
