"""Tests of reading municipality profiles, and of the profiles that come along."""
