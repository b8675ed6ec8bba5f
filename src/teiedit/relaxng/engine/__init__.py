"""Patterns, their derivatives, the automaton made of them, and what to do where a document does not fit."""
