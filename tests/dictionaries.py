"""Find hunspell with both Norwegian dictionaries for the language tests, or install it where we may.

Without it the word list still runs, and this says plainly that spelling was not checked. CI always has it.
"""

import os
import shutil
import subprocess


def find_or_install() -> None:
    """See to it that hunspell knows nb_NO and nn_NO, or tell that it doesn't."""
    if _there():
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing hunspell and the Norwegian dictionaries for the language tests …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "hunspell", "hunspell-no"]):
            subprocess.run(command, env=environment, capture_output=True, check=False, timeout=900)
    if not _there():
        print("Note: hunspell is not here, so spelling is not checked. Debian: apt install hunspell hunspell-no")


def _there() -> bool:
    if not shutil.which("hunspell"):
        return False
    return all(
        subprocess.run(["hunspell", "-d", name, "-l"], input=b"", capture_output=True, check=False).returncode == 0
        for name in ("nb_NO", "nn_NO")
    )
