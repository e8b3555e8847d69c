"""The Papermill engine `warm`: cells run in a fresh process forked from one that has imported everything.

Papermill loads this module whenever it is imported itself, so it imports nothing heavy.
"""

from papermill.engines import Engine, NBClientEngine
from papermill.log import logger


class WarmEngine(Engine):
    """Execute notebooks without starting a kernel; register as `papermill --engine warm`."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man,
        kernel_name,
        log_output=False,
        stdout_file=None,
        stderr_file=None,
        start_timeout=60,
        execution_timeout=None,
        **kwargs,
    ):
        """Execute the cells here, in a worker made for one notebook, or in a process forked for it."""
        from pressroom.execution import fork, local, worker

        told = {"log_output": log_output, "stdout_file": stdout_file, "stderr_file": stderr_file}
        if not local.can_fork():
            logger.warning(local.NO_FORK)
            limits = {"start_timeout": start_timeout, "execution_timeout": execution_timeout}
            return NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **told, **limits, **kwargs)
        options = {
            **{name: kwargs[name] for name in worker.CLIENT_OPTIONS if name in kwargs},
            "timeout": execution_timeout or kwargs.get("timeout"),
            **told,
        }
        if worker.is_fresh():
            return worker.execute_here(nb_man, **options)
        return fork.execute_in_fork(nb_man, **options)
