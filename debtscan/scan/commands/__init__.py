"""
What command lines say, one family of commands a module.
"""

from debtscan.scan.commands import clouds, images, infrastructure, kubernetes, programs, secrets
from debtscan.scan.commands.call import Handler

COMMANDS: dict[str, Handler] = {
    **programs.HANDLERS,
    **images.HANDLERS,
    **kubernetes.HANDLERS,
    **infrastructure.HANDLERS,
    **clouds.HANDLERS,
    **secrets.HANDLERS,
}
