"""
One format a module. READERS is the registry, in order: the first reader that wants and claims a file reads it.
"""
