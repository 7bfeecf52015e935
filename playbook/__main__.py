"""Run the command line as `python -m playbook`."""

from playbook.cli.main import main

if __name__ == "__main__":
    main()
