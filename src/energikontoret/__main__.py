"""`python -m energikontoret` is the command line."""

from energikontoret.cli import main

if __name__ == "__main__":
    main()
