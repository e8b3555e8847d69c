"""The Papermill engine `warm`: cells run in a kernel forked from a process that has imported everything.

Papermill loads this module whenever it is imported itself, so it imports nothing heavy.
"""

from typing import TYPE_CHECKING, Any

from papermill.engines import NBClientEngine
from papermill.log import logger

if TYPE_CHECKING:
    from pressroom.execution.audit import Audit


class WarmEngine(NBClientEngine):
    """Execute notebooks in kernels that need not start; register as `papermill --engine warm`."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, audit: "Audit | None" = None, **options: Any
    ) -> Any:
        """Execute the cells in a warm kernel; in an ordinary one where a warm one would be another.

        `audit` takes what the notebook opens.
        """
        from pressroom.execution import ordinary

        reason = ordinary.reason(kernel_name, options)
        if reason:
            logger.warning(reason)
            return super().execute_managed_notebook(nb_man, kernel_name, **options)
        from pressroom.execution import warm
        from pressroom.execution.server import server

        if not server.inherited:
            server.start(settings=ordinary.settings())
        with warm.kernel(audit) as km:
            return super().execute_managed_notebook(nb_man, kernel_name, km=km, **options)
