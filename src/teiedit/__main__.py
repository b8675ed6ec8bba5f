"""`python -m teiedit`."""

from teiedit.cli.main import main

if __name__ == "__main__":
    main()
