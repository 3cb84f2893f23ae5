"""One tree of errors. Each carries a stable code, the place, and what to do about it.

CoachError
├── InputError          what a caller sent cannot be taken            input_invalid
│   └── TooLargeError   it is over a limit                            too_large
├── StandardError       a standard's YAML is wrong                    standard_invalid
├── ModelError          a model artefact is missing or damaged        model_invalid
├── SettingsError       a setting is wrong or missing                 settings_invalid
├── NotFoundError       no such thing, or outside the caller's scope  not_found
├── ConflictError       it clashes with what is stored                conflict
└── AccessError         who asks may not                              forbidden
    └── UnknownKeyError nobody is known by that key                   unauthenticated
"""


class CoachError(Exception):
    """Base of all errors of this project. `str()` gives place, problem and remedy in one line."""

    code = "error"

    def __init__(self, problem: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(problem)
        self.problem, self.where, self.remedy = problem, where, remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.problem}" + (f" ({self.remedy})" if self.remedy else "")


class InputError(CoachError):
    code = "input_invalid"


class TooLargeError(InputError):
    code = "too_large"


class StandardError(CoachError):
    code = "standard_invalid"


class ModelError(CoachError):
    code = "model_invalid"


class SettingsError(CoachError):
    code = "settings_invalid"


class NotFoundError(CoachError):
    code = "not_found"


class ConflictError(CoachError):
    code = "conflict"


class AccessError(CoachError):
    code = "forbidden"


class UnknownKeyError(AccessError):
    code = "unauthenticated"
