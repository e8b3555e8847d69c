"""`python -m energikontoret` is the command line."""

from energikontoret.start import main

if __name__ == "__main__":
    main()
