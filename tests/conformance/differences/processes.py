# Processes are those that the scenario tells of; no other command exists.
import subprocess

try:
    print(subprocess.run(['true']).returncode)
except FileNotFoundError as error:
    print(error)
