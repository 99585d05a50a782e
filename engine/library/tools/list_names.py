# Prints, as rows of a table in Markdown, what the engine offers: the built-in names, and the beginning of each module's row.
# Run by the engine itself: build/loopscope run engine/library/tools/list_names.py
import builtins
import sys


def public(names):
    return sorted(name for name in names if not name.startswith("_"))


def kinds():
    groups = {"exceptions": [], "classes": [], "functions": [], "constants": ["False", "None", "True"]}
    for name in public(dir(builtins)):
        value = getattr(builtins, name)
        if isinstance(value, type):
            groups["exceptions" if issubclass(value, BaseException) else "classes"].append(name)
        elif callable(value):
            groups["functions"].append(name)
        elif name not in groups["constants"]:
            groups["constants"].append(name)
    return groups


def modules():
    for name in sorted(sys.stdlib_module_names):
        if name.startswith("_") or name == "antigravity" or name == "this":
            continue
        try:
            __import__(name)
        except ImportError:
            continue
        yield name


for kind, names in kinds().items():
    print(f"| {kind} | {' '.join(f'`{name}`' for name in names)} |")
for name in modules():
    print(f"| `{name}` |")
