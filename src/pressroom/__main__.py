"""`python -m pressroom` is the command line, whatever the publication is called."""

from pressroom.start import main

if __name__ == "__main__":
    main()
