"""Lists the metrics that a Python package declares, from the text of its wheel: nothing of it is installed or run.

    python3 extract.py WHEEL    writes JSON: [{"name", "type", "labels", "buckets", "file"}]

A metric is a call whose function is named after a kind of metric (Counter, _gauge_cls, create_histogram, …) with a name
that can be worked out from constants, such a call as the value of a dictionary under its name, or a list of (name, help)
that is named after a kind. Labels may be a list, the keys of a dictionary, or what a class lists under the metric's name.
labels and buckets are null where they are put together while the program runs.
"""

import ast
import json
import sys
import zipfile
from collections import ChainMap

KINDS = ("counter", "gauge", "histogram", "summary")
# OpenTelemetry's units as the suffixes that its Prometheus exporter writes.
UNITS = {"s": "seconds", "ms": "milliseconds", "By": "bytes", "1": "ratio"}


def tail(node):
    """The last word of what is called: self.a.Counter is Counter."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def kind_of(name):
    return next((kind for kind in KINDS if kind in name.lower()), None)


def qualified(node):
    """Class.NAME of an attribute, which other modules use too."""
    if isinstance(node, ast.Attribute) and tail(node.value):
        return f"{tail(node.value)}.{node.attr}"
    return ""


class Constants(ast.NodeVisitor):
    """What names stand for, module-wide: strings, and lists of numbers or strings. The first assignment counts.

    shared holds the constants of classes, by Class.NAME, over all modules.
    """

    def __init__(self, shared):
        self.values, self.shared, self.classes = {}, shared, []

    def visit_ClassDef(self, node):
        self.classes.append(node.name)
        self.generic_visit(node)
        self.classes.pop()

    def visit_Assign(self, node):
        for target in node.targets:
            self.keep(target, node.value)
        self.generic_visit(node)

    def visit_AnnAssign(self, node):
        if node.value is not None:
            self.keep(node.target, node.value)
        self.generic_visit(node)

    def keep(self, target, value):
        name = tail(target)
        found = literal(value, ChainMap(self.values, self.shared))
        if name and found is not None:
            self.values.setdefault(name, found)
            if self.classes:
                self.shared.setdefault(f"{self.classes[-1]}.{name}", found)


def literal(node, known):
    """A constant's value, or None where it is not one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, (str, int, float)):
        return node.value
    if isinstance(node, ast.Dict):  # of a dictionary its keys are what can be a list of labels
        keys = [literal(key, known) if key is not None else None for key in node.keys]
        return None if None in keys else keys
    if isinstance(node, ast.Call) and not node.keywords:
        return made(node, known)
    if isinstance(node, ast.Attribute) and node.attr == "value":  # of a member of an enumeration
        return literal(node.value, known)
    if isinstance(node, (ast.List, ast.Tuple)):
        items = [literal(item, known) for item in node.elts]
        return None if None in items else items
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = literal(node.left, known), literal(node.right, known)
        both = type(left) is type(right) and isinstance(left, (str, list))
        return left + right if both else None
    return known.get(qualified(node), known.get(tail(node)))


def made(call, known):
    """What a call gives that is as good as a constant: labels.keys(), list(labels), labels_of("metric's name")."""
    if tail(call.func) == "keys" and isinstance(call.func, ast.Attribute):
        return literal(call.func.value, known)
    if len(call.args) != 1:
        return None
    found = literal(call.args[0], known)
    if tail(call.func) in ("list", "tuple", "sorted"):
        return found
    if not isinstance(found, str):
        return None
    return next((value for name, value in known.items() if name.endswith(f".{found}") and isinstance(value, list)), None)


def argument(call, keyword, position):
    for k in call.keywords:
        if k.arg == keyword:
            return k.value
    return call.args[position] if position is not None and len(call.args) > position else None


def exposed(name, kind, call, known):
    """The name in the exposition: prometheus_client ends counters in _total, OpenTelemetry adds the unit too."""
    if kind == "counter":
        name = name.removesuffix("_total")
    if "." in name:
        unit = literal(argument(call, "unit", None), known) if argument(call, "unit", None) else ""
        name = name.replace(".", "_")
        suffix = UNITS.get(unit, unit)
        if suffix and not suffix.startswith("{") and suffix not in name.split("_"):
            name += "_" + suffix
    return name + "_total" if kind == "counter" else name


def metrics_of(tree, file, known):
    def metric(name, call, kind=None):
        kind = kind or kind_of(tail(call.func))
        if kind is None or not isinstance(name, str) or " " in name:
            return None
        labels, buckets = argument(call, "labelnames", None), argument(call, "buckets", None)
        return {
            "name": exposed(name, kind, call, known),
            "type": kind,
            "labels": literal(labels, known) if labels is not None else None,
            "buckets": literal(buckets, known) if buckets is not None else None,
            "file": file,
        }

    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            # A registering function takes the meter before the name.
            first = argument(node, "name", 1 if tail(node.func).startswith("register_") else 0)
            if first is not None:
                yield metric(literal(first, known), node)
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values):
                if key is not None and isinstance(value, ast.Call):
                    yield metric(literal(key, known), value)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.List):
            kind = kind_of(tail(node.targets[0]))
            for pair in node.value.elts if kind else []:
                if isinstance(pair, ast.Tuple) and len(pair.elts) == 2:
                    yield metric(literal(pair.elts[0], known), ast.Call(func=pair, args=[], keywords=[]), kind)


def wheel_metrics(path):
    found, shared, modules = {}, {}, []
    with zipfile.ZipFile(path) as wheel:
        for file in sorted(name for name in wheel.namelist() if name.endswith(".py")):
            text = wheel.read(file).decode("utf-8", "replace")
            lower = text.lower()
            if not any(word in lower for word in (*KINDS, "metric")):
                continue
            try:
                tree = ast.parse(text)
            except SyntaxError:
                continue
            constants = Constants(shared)
            constants.visit(tree)
            modules.append((tree, file, constants.values))
    for tree, file, values in modules:
        for metric in metrics_of(tree, file, {**shared, **values}):
            if metric is not None:
                found.setdefault(metric["name"], metric)
    return sorted(found.values(), key=lambda metric: metric["name"])


if __name__ == "__main__":
    json.dump(wheel_metrics(sys.argv[1]), sys.stdout)
