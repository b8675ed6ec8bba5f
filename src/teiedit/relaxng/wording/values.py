"""Why a text is no value of an attribute or element, and what would be one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from teiedit.relaxng.datatypes import describe_all, explain_all, suggest_all
from teiedit.relaxng.engine.automaton import Automaton
from teiedit.relaxng.engine.labels import Data, Label, List, Scope, Value, after_text
from teiedit.relaxng.engine.patterns import Pattern
from teiedit.relaxng.vocabulary.spelling import nearest
from teiedit.relaxng.wording.phrases import listed

_WORD = re.compile(r"[^ \t\r\n]+")

# Of a closed list, that a wrong value is held against.
_MOST_VALUES = 300


@dataclass(frozen=True)
class Judgement:
    """What is wrong with a text.

    Attributes:
        word: the text, or the word of it that is wrong.
        offset: where that word begins in the text, in characters.
        why: one clause, or empty where nothing more can be said than that it is wrong.
        takes: what would be right, in words, or empty.
        meant: what was probably meant, or empty.
        values: the closed list of values, or as much of one as there is.
    """

    word: str
    offset: int = 0
    why: str = ""
    takes: str = ""
    meant: str = ""
    values: tuple[str, ...] = ()


def judge(automaton: Automaton, patterns: Iterable[Pattern], text: str, scope: Scope = None) -> Judgement:
    """Say why a text is matched by none of the patterns.

    Args:
        automaton: that the patterns are of.
        patterns: the content of the attribute or element definitions that were possible.
        text: the whole value.
        scope: the prefixes in scope.
    """
    leaves = list(dict.fromkeys(label for pattern in patterns for label in pattern.firsts))
    lists = [one for one in leaves if isinstance(one, List)]
    single = [one for one in leaves if not isinstance(one, List)]
    words = list(_WORD.finditer(text))
    if lists and (len(words) > 1 or not single):
        return _judge_list(automaton, lists, words, text, scope)
    inner = [label for one in lists for label in one.pattern.firsts]
    return _judge_word([*single, *inner], text, 0)


def _judge_list(
    automaton: Automaton, lists: list[List], words: list[re.Match[str]], text: str, scope: Scope
) -> Judgement:
    """Find the first word that no list takes where it stands."""
    states = [one.pattern for one in lists]
    nothing = automaton.patterns.not_allowed
    for word in words:
        following = [after_text(automaton.patterns, state, word[0], scope) for state in states]
        possible = [state for state in following if state is not nothing]
        if not possible:
            leaves = list(dict.fromkeys(label for state in states for label in state.firsts))
            if not leaves:
                return Judgement(word[0], word.start(), "it is one word too many")
            return _judge_word(leaves, word[0], word.start())
        states = possible
    leaves = list(dict.fromkeys(label for state in states for label in state.firsts))
    wanted = _judge_word(leaves, "", 0)
    return Judgement(text, 0, "it has too few words", wanted.takes, "", wanted.values)


def _judge_word(leaves: list[Label], word: str, offset: int) -> Judgement:
    values = tuple(dict.fromkeys(one.text for one in leaves if isinstance(one, Value)))
    types = [one.datatype for one in leaves if isinstance(one, Data)]
    meant = nearest(word.strip(), values[:_MOST_VALUES]) or (suggest_all(types, word) if types else "")
    if meant.startswith("--"):
        # A day of any year: who writes 12.30 rather means a time, or a day of some year.
        meant = ""
    why = explain_all(types, word) if types else ""
    if types and not why and not values:
        why = "it is one of the values that are left out"
    return Judgement(word, offset, why, describe_all(types) if types else "", meant, values)


def listed_values(values: tuple[str, ...]) -> str:
    """List values for a hint."""
    return listed([f'"{one}"' if not one or " " in one else one for one in values], "or", most=8)
