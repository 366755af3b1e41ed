"""What went wrong, in the few kinds that the parent tells apart."""

KINDS = [  # name of a class anywhere in the chain of causes, kind, whether another try may go better
    ("ImportError", "setup", False),
    ("AuthError", "auth", False),
    ("IAMAuthError", "auth", False),
    ("ActDailyQuotaExceededError", "quota", False),
    ("ActRateLimitExceededError", "throttled", True),
    ("ActRequestThrottledError", "throttled", True),
    ("ActStateGuardrailError", "strayed", False),
    ("ActGuardrailsError", "refused", False),
    ("ActBadRequestError", "refused", False),
    ("ActTimeoutError", "timeout", False),
    ("ActAgentError", "model", False),
    ("ActServerError", "service", True),
    ("ActAPIError", "service", True),
    ("RequestException", "network", True),
    ("ActExecutionError", "browser", True),
]


def chain(problem):
    seen = []
    while problem is not None and len(seen) < 10:
        seen.append(problem)
        problem = problem.__cause__ or problem.__context__
    return seen


def describe(problem, key):
    """The members of an `error` message."""
    causes = chain(problem)
    status = next((s for s in (getattr(c, "status_code", None) for c in causes) if isinstance(s, int)), None)
    kind, retryable, culprit = "internal", False, causes[-1]
    if status in (401, 403):
        kind, culprit = "auth", next(c for c in causes if getattr(c, "status_code", None) == status)
    else:
        for name, its_kind, may in KINDS:
            found = next((c for c in causes if name in (base.__name__ for base in type(c).__mro__)), None)
            if found is not None:
                kind, retryable, culprit = its_kind, may, found
                break
        else:
            if any("playwright" in type(c).__module__ for c in causes):
                kind, retryable = "browser", True
    text = getattr(culprit, "message", None) or str(culprit) or type(culprit).__name__
    text = " ".join(str(text).replace("*", " ").split())
    if key:
        text = text.replace(key, "[redacted]")
    return {"kind": kind, "class": type(culprit).__name__, "status": status, "retryable": retryable,
            "message": text[:300]}
