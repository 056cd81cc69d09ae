"""`python -m kzru_nlp`: the command line, where its script is not on the path."""

from kzru_nlp.cli import main

if __name__ == "__main__":
    main()
