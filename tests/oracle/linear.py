"""Integers that are not known, what is known of sums of them, and which of them have a single possible value.

Sums are dictionaries from variable to integer coefficient. Bounds are tightened as integers; variables that no sum joins are
solved apart, each part as a linear programme (`scipy.optimize.linprog`).
"""

from fractions import Fraction
from math import ceil, floor, inf, isinf, isnan

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array


NEAR = 1e-5


def plus(*sums):
    total = {}
    for one in sums:
        for var, by in one.items():
            total[var] = total.get(var, 0) + by
    return {var: by for var, by in total.items() if by}


def times(factor, one):
    return {var: factor * by for var, by in one.items() if factor * by}


def minus(a, b):
    return plus(a, times(-1, b))


class System:
    def __init__(self):
        self.bounds = {}
        self.rows = []

    def var(self, name, low=0, high=inf):
        known = self.bounds.get(name, (0, inf))
        self.bounds[name] = (max(known[0], low), min(known[1], high))
        return {name: 1}

    def between(self, one, low=-inf, high=inf):
        """What is the same for one variable becomes its bound, so that it joins nothing."""
        if len(one) == 1:
            ((name, by),) = one.items()
            if by == 1:
                self.var(name, low, high)
                return
        self.rows.append((one, low, high))

    def equal(self, one, value):
        self.between(one, value, value)

    def tighten(self):
        """Bounds that single sums leave, until they stay; then variables with one value leave the sums they stand in."""
        waiting = list(range(len(self.rows)))
        of = {}
        for at, (one, _, _) in enumerate(self.rows):
            for name in one:
                of.setdefault(name, []).append(at)
        for _ in range(20):
            touched = set()
            for at in waiting:
                touched.update(self.tighten_by(*self.rows[at]))
            waiting = sorted({at for name in touched for at in of[name]})
            if not waiting:
                break
        fixed = {name: low for name, (low, high) in self.bounds.items() if low == high}
        rows = []
        for one, low, high in self.rows:
            known = sum(by * fixed[name] for name, by in one.items() if name in fixed)
            rest = {name: by for name, by in one.items() if name not in fixed}
            ends = [(self.bounds[name][by < 0] * by, self.bounds[name][by > 0] * by) for name, by in rest.items()]
            idle = sum(least for least, _ in ends) >= low - known and sum(most for _, most in ends) <= high - known
            if rest and not idle:
                rows.append((rest, low - known, high - known))
        self.rows = rows
        return fixed

    def tighten_by(self, one, low, high):
        ends = {name: (self.bounds[name][by < 0] * by, self.bounds[name][by > 0] * by) for name, by in one.items()}
        least, most = sum(end[0] for end in ends.values()), sum(end[1] for end in ends.values())
        for name, by in one.items():
            own = ends[name]
            if isinf(own[0]) or isinf(own[1]):
                continue
            top, bottom = high - (least - own[0]), low - (most - own[1])
            new = (bottom, top) if by > 0 else (top, bottom)
            before = self.bounds[name]
            after = (
                before[0] if isinf(new[0]) or isnan(new[0]) else max(before[0], ceil(Fraction(new[0]) / by)),
                before[1] if isinf(new[1]) or isnan(new[1]) else min(before[1], floor(Fraction(new[1]) / by)),
            )
            if after != before:
                self.bounds[name] = after
                yield name

    def parts(self):
        """Variables and sums, by what joins them."""
        parent = {name: name for name in self.bounds}

        def root(name):
            while parent[name] != name:
                parent[name] = parent[parent[name]]
                name = parent[name]
            return name

        for one, _, _ in self.rows:
            names = list(one)
            for name in names[1:]:
                parent[root(name)] = root(names[0])
        parts = {}
        for name in self.bounds:
            parts.setdefault(root(name), ([], []))[0].append(name)
        for row in self.rows:
            parts[root(next(iter(row[0])))][1].append(row)
        return list(parts.values())

    def broken(self, values):
        """What does not hold of these values: the reader misread, or the report errs."""
        wrong = []
        for name, (low, high) in self.bounds.items():
            if name in values and not low <= values[name] <= high:
                wrong.append(f"{name} = {values[name]} is not in {low}..{high}")
        for one, low, high in self.rows:
            if all(name in values for name in one):
                found = sum(by * values[name] for name, by in one.items())
                if not low <= found <= high:
                    wrong.append(f"{one} = {found} is not in {low}..{high}")
        return wrong


class Part:
    """One part of a system, ready to be solved for any goal."""

    def __init__(self, names, rows, bounds):
        self.at = {name: at for at, name in enumerate(names)}
        self.bounds = np.array([bounds[name] for name in names], dtype=float)
        self.limits = {}
        places = {"A_eq": [], "A_ub": []}
        for one, low, high in rows:
            if low == high:
                places["A_eq"].append((one, low))
            else:
                places["A_ub"].extend([(times(-1, one), -low)] if low > -inf else [])
                places["A_ub"].extend([(one, high)] if high < inf else [])
        for name, lines in places.items():
            if lines:
                entries = [(line, self.at[var], by) for line, (one, _) in enumerate(lines) for var, by in one.items()]
                at, columns, factors = zip(*entries)
                self.limits[name] = csr_array((factors, (at, columns)), shape=(len(lines), len(names)))
                self.limits[name.replace("A", "b")] = [limit for _, limit in lines]

    def row(self, one):
        factors = np.zeros(len(self.at))
        for name, by in one.items():
            factors[self.at[name]] = by
        return factors

    def least(self, goal):
        """Where a sum is as small as it can be; none where the solver finds no such place."""
        found = linprog(goal, bounds=self.bounds, method="highs", **self.limits)
        if found.status == 2:
            raise ValueError("nothing fits what was read")
        return found.x if found.status == 0 else None


def known(system, goals, truth):
    """Which of these sums (name -> sum) have one possible value: name -> value."""
    fixed = system.tighten()
    sure = {}
    by_part = {}
    parts = [(names, rows) for names, rows in system.parts()]
    where = {name: at for at, (names, _) in enumerate(parts) for name in names}
    for name, goal in goals.items():
        rest = {var: by for var, by in goal.items() if var not in fixed}
        if not rest:
            sure[name] = sum(by * fixed[var] for var, by in goal.items())
            continue
        touched = {where[var] for var in rest}
        if len(touched) == 1:
            by_part.setdefault(touched.pop(), []).append((name, rest))
    random = np.random.default_rng(1)
    for at, wanted in by_part.items():
        for name in known_in(Part(*parts[at], system.bounds), wanted, random, truth):
            sure[name] = sum(by * truth[var] for var, by in goals[name].items())
    return sure


def known_in(part, wanted, random, truth):
    """Sums that are the true one wherever the solver looks. A sum that differs by one somewhere has several values; a few
    looks by chance settle most of them, the rest is looked at from both sides."""
    names = [name for name, _ in wanted]
    rows = np.array([part.row(goal) for _, goal in wanted])
    true = np.array([sum(by * truth[var] for var, by in goal.items()) for _, goal in wanted])
    left = np.ones(len(names), dtype=bool)

    def look(goal):
        found = part.least(goal)
        if found is not None:
            left[np.abs(rows @ found - true) >= 1 - NEAR] = False

    for _ in range(4):
        if left.any():
            signs = random.choice((-1.0, 1.0), size=len(names)) * left
            look(signs @ rows)
    sure = []
    while left.any():
        at = int(np.argmax(left))
        for sign in (1, -1):
            if left[at]:
                look(sign * rows[at])
        if left[at]:
            sure.append(names[at])
            left[at] = False
    return sure
