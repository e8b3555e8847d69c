"""What `make lab` tells JupyterLab."""

import warnings
from pathlib import Path

from pressroom.review import stored

config = get_config()  # noqa: F821
config.ServerApp.root_dir = str(Path(__file__).resolve().parents[1])
config.LabApp.default_url = "/lab/tree/notebooks/01_agreement_finances.ipynb"
# It reads this file twice, and would warn that the second reading replaces the first.
warnings.filterwarnings("ignore", message="Overriding existing pre_save_hook")
config.FileContentsManager.pre_save_hook = stored.before_save
# Nothing is asked of the network.
config.LabApp.news_url = None
config.LabApp.check_for_updates_class = "jupyterlab.handlers.announcements.NeverCheckForUpdate"
# In a container everybody is root; only this machine is answered, and only with the token of the address.
config.ServerApp.allow_root = True
