"""`python -m energikontoret` is the command line."""

from pressroom.start import main

if __name__ == "__main__":
    main()
