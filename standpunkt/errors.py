"""The one exception base. A subclass stands where its facts are known and says what the failure *is*."""


class StandpunktError(Exception):
    """A failure a user can act on.

    The message says what failed, which file or step, what state is left, and what to do next.
    The command line prints it once, without a traceback, and exits with ``exit_status``.
    """

    exit_status = 1
