"""The rules, pure: no framework, no input or output, no clock.

One rule, one module, with its article of law on top. Everything here is a function of its
arguments, so it reads like the law and is tested in microseconds. Nothing here may import Django.
"""
