"""Disclosure control: which values may be seen, so that no small number can be read or worked out. Pure."""

from metrics.disclosure.policy import Policy, PolicyKind, policy_words

__all__ = ["Policy", "PolicyKind", "policy_words"]
