"""Settings of the whole suite."""

from hypothesis import settings

# The same checkout gets the same verdict, on a slow machine too; --hypothesis-profile=default looks further.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")
