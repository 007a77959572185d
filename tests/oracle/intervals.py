"""Judges printed intervals with SciPy: one job a line on standard input, one result a line on standard output.

A job: {"shares": [[part, n, net, usable, decimals, low, high]], "means": [[[[value, count]], decimals of a value, net, usable,
[least, most], decimals, low, high]]}; net is null where nobody knows it; low and high as printed, with a point.
Its result: {"wrong": [text], "compared": number}.

A share: the bounds are the roots of the score equation, found by bisection; without a finite population also SciPy's own Wilson
interval. A mean: SciPy's t interval around NumPy's mean with the standard error corrected for a finite population.
"""

import json
import sys

import numpy
from scipy.optimize import brentq
from scipy.stats import binomtest, norm, t

Z = norm.ppf(0.975)


def score(part, n, left):
    def far(p):
        return abs(part / n - p) - Z * numpy.sqrt(left * p * (1 - p) / n)

    # At an end of the scale the equation has the end itself as a root.
    tight = {"xtol": 1e-14, "rtol": 1e-14, "maxiter": 500}
    inside = min(max(part / n, 1e-9), 1 - 1e-9)
    low = 0.0 if part == 0 else brentq(far, 1e-12, inside, **tight)
    high = 1.0 if part == n else brentq(far, inside, 1 - 1e-12, **tight)
    return low * 100, high * 100


def share(part, n, net, usable):
    known = net is not None and net > usable
    found = score(part, n, (net - usable) / (net - 1) if known else 1.0)
    if not known:
        own = binomtest(part, n).proportion_ci(0.95, "wilson")
        assert abs(own.low * 100 - found[0]) < 1e-6 and abs(own.high * 100 - found[1]) < 1e-6, (part, n, own, found)
    return found


def mean(counts, decimals, net, usable, ends):
    values = numpy.repeat([v for v, _ in counts], [c for _, c in counts]) / 10**decimals
    left = (net - usable) / net if net is not None and net > usable else 1.0
    error = values.std(ddof=1) / numpy.sqrt(len(values)) * numpy.sqrt(left)
    low, high = t.interval(0.95, len(values) - 1, values.mean(), error)
    return max(low, ends[0]), min(high, ends[1])


def misses(exact, printed, decimals):
    return any(abs(a - float(b)) > 0.5 * 10**-decimals + 2e-7 for a, b in zip(exact, printed))


def run(job):
    wrong, compared = [], 0
    for *case, decimals, low, high in job["shares"]:
        exact, compared = share(*case), compared + 1
        if misses(exact, (low, high), decimals):
            wrong.append(f"share {case}: {low} {high}, by SciPy {exact}")
    for *case, decimals, low, high in job["means"]:
        exact, compared = mean(*case), compared + 1
        if misses(exact, (low, high), decimals):
            wrong.append(f"mean {case}: {low} {high}, by SciPy {exact}")
    return {"wrong": wrong, "compared": compared}


for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
