# A program sees nothing of the machine's environment.
import os

print(sorted(os.environ) == [], os.environ.get('PATH') is None)
