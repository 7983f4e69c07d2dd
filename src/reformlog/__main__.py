"""`python -m reformlog` is the command `reformlog`."""

from .cli import main

main()
