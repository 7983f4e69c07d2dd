"""Which file holds which command, in the order of an act's journey. To add a command: one file and one line."""

COMMANDS: dict[str, str] = {
    "init": "recording",
    "append": "recording",
    "correct": "recording",
    "withdraw": "recording",
    "log": "history",
    "show": "history",
    "search": "search",
    "zones": "states",
    "plans": "states",
    "measures": "states",
    "proposals": "states",
    "bills": "states",
    "chronology": "chronology",
    "diff": "diff",
    "check": "check",
    "verify": "check",
    "kinds": "kinds",
    "rebuild": "projection",
    "build": "build",
    "demo": "demo",
}
