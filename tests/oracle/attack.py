"""Reads the reports of units as an attacker would, and works out what they hide: one job a line, one result a line.

A job: {"plan", "reports": {unit: report}, "routes": [[survey, item, question, codes]], "rounded": [[survey, exact, whole]],
"truth": relations by measure, "only": items, or all}. The plan is public: surveys, options, bases, rounding. All reports are read together, so that
a benchmark of one can be held against the numbers of another.
Its result: {"leaks": [{"cell", "value", "kind"}], "cells", "hidden", "told", "misread"}. A leak is a hidden count with a single
possible value (`zero`, or `hidden` for any other), or a count, printed or worked out, below the minimum cell (`small`). The
truth is used for nothing but `misread`: it must agree with all that was read.
"""

import json
import re
import sys
from fractions import Fraction

from linear import System, known, minus, plus, times

WIDE = 200
NOT_TOLD = "–"
INTERVAL = "95%-interval"


def plain(prose):
    return " ".join("".join(segment.get("text", "") for segment in prose["segments"]).split())


def number(text):
    """A printed number and its decimals; none of what is no number."""
    found = re.fullmatch(r"(-?\d+)(?:,(\d+))?%?", text.strip())
    if not found:
        return None
    decimals = len(found[2] or "")
    return Fraction(text.strip().rstrip("%").replace(",", ".")), decimals


def whole(text):
    return int(text) if re.fullmatch(r"\d+", text.strip()) else None


def without_intervals(table):
    """Intervals are functions of a share or a mean, its base and the response, all of which are read as they are."""
    keep = [at for at, name in enumerate(table["head"]) if name != INTERVAL]
    rows = [row for row in table["rows"] if row["cells"][0] != INTERVAL]
    return {
        "head": [table["head"][at] for at in keep],
        "rows": [{**row, "cells": [row["cells"][at] for at in keep]} for row in rows],
    }


def pieces(parts):
    for part in parts:
        yield part
        if part["piece"] in ("chapter", "section"):
            yield from pieces(part["pieces"])


class Item:
    """What is asked: of one survey, one item, one turn of a loop, one limit."""

    def __init__(self, plan, measure, row):
        self.survey = measure["survey"]
        survey = plan["surveys"][self.survey]
        loop = measure["loop"]
        self.path = measure["rows"][0 if loop else row]
        self.turn = row if loop else None
        limit = measure["base"]["where"]
        self.limit = None if limit == {"const": True} else json.dumps(limit, sort_keys=True)
        self.var = next(var for var in survey["vars"] if var["path"] == self.path)
        self.kind = self.var["kind"]
        self.options = self.var["options"]
        self.included = measure["base"]["missing"] == "included"
        group = measure["group"]
        self.by = json.dumps(group) if group else None
        if loop:
            self.label = next(turn["label"] for turn in survey["loops"][loop] if turn["code"] == row)
        else:
            self.label = plain(self.var["label"])

    @property
    def key(self):
        return (self.survey, self.path, self.turn, self.limit)

    @property
    def decimals(self):
        return self.var.get("decimals", 0)

    @property
    def wide(self):
        return self.kind == "number" and self.var["max"] - self.var["min"] > WIDE

    def ends(self):
        if self.kind == "number":
            return self.var["min"], self.var["max"]
        codes = [option["code"] for option in self.options if not option["missing"]]
        return min(codes), max(codes)

    def valid(self):
        if self.kind == "number":
            low, high = self.ends()
            return [("v", value) for value in range(low, high + 1)]
        return [("v", option["code"]) for option in self.options if not option["missing"]]

    def missing(self):
        return [("m", option["code"]) for option in self.options if option["missing"]]

    def counted(self):
        return self.valid() + (self.missing() if self.included else [])

    def label_of(self, answer):
        if self.kind == "number" and answer[0] == "v":
            text = f"{abs(answer[1]) / 10**self.decimals:.{self.decimals}f}".replace(".", ",")
            return text if answer[1] >= 0 else "-" + text
        return next(option["label"] for option in self.options if option["code"] == answer[1])

    def block(self, text):
        """The answers that a label names; of missing ones "en dergelijke" leaves open which."""
        answers = self.valid() + self.missing()

        def rest(left, first):
            if left == " en dergelijke":
                return [], True
            for answer in answers:
                label = self.label_of(answer)
                lower = label[:1].lower() + label[1:]
                for shape in {label} if first else {label, lower}:
                    if not left.startswith(shape):
                        continue
                    after = left[len(shape) :]
                    if not after:
                        return [answer], False
                    if after == " en dergelijke":
                        return [answer], True
                    for between in (", ", " of "):
                        if after.startswith(between):
                            found = rest(after[len(between) :], False)
                            if found:
                                return [answer, *found[0]], found[1]
            return None

        found = rest(text, True)
        if not found:
            raise ValueError(f"no answers of {self.path} are called {text!r}")
        return found

    def blocks(self, labels):
        found = [self.block(label) for label in labels]
        named = {answer for block, _ in found for answer in block}
        others = [answer for answer in self.missing() if answer not in named]
        return [block + (others if vague else []) for block, vague in found]


class Attack:
    def __init__(self, job):
        self.plan = job["plan"]
        self.reports = job["reports"]
        self.units = list(self.reports)
        self.system = System()
        self.measures = {measure["id"]: measure for measure in self.plan["measures"]}
        self.minimum = self.plan["suppress"]
        self.items = {}
        self.groups = {}
        self.printed = set()
        self.cells = {}
        self.truth = job["truth"]
        self.only = job.get("only")
        self.later = []
        self.done = {}
        for measure in self.plan["measures"]:
            if measure["kind"] not in ("responses", "sample"):
                for row in self.rows(measure):
                    item = Item(self.plan, measure, row)
                    known = self.items.setdefault(item.key, item)
                    known.included |= item.included
                    if item.by:
                        self.groups.setdefault(item.key, set()).add(item.by)
        self.benchmarks = {plain(one["label"]): one for one in self.plan["benchmarks"]}
        for unit in self.units:
            self.usable(unit)
        for unit in self.units:
            for item in self.items.values():
                self.structure(unit, item)
        for survey, child, question, codes in job.get("routes", []):
            self.route(survey, child, question, codes)
        for survey, exact, rounded in job.get("rounded", []):
            self.rounded(survey, exact, rounded)
        for unit in self.units:
            self.read(unit)

    def rows(self, measure):
        if measure["loop"]:
            turns = self.plan["surveys"][measure["survey"]]["loops"][measure["loop"]]
            return [turn["code"] for turn in turns]
        return range(len(measure["rows"]))

    # What holds of every report.

    def total(self, unit, survey):
        return self.system.var(("usable", unit, survey))

    def cell(self, unit, key, answer, group=None):
        """Of a group by its code, of those without one "none"; else of all."""
        return {("cell", unit, key, answer, group): 1}

    def structure(self, unit, item):
        key, total = item.key, self.total(unit, item.survey)
        most = self.system.bounds[("usable", unit, item.survey)][1]
        name = lambda what, group=None: ("cell", unit, key, what, group)
        if item.kind == "any_of":
            n, left = self.system.var(name("n"), 0, most), self.system.var(name("m"), 0, most)
            alone, others = {}, []
            for option in (option for option in item.options if not option["missing"]):
                chosen = self.system.var(name(("v", option["code"])), 0, most)
                offered = self.system.var(name(("o", option["code"])), 0, most)
                self.system.between(minus(chosen, offered), high=0)
                self.system.between(minus(offered, plus(n, left) if item.included else n), high=0)
                if option["alone"]:
                    alone = plus(alone, chosen)
                else:
                    others.append(chosen)
            for chosen in others:
                self.system.between(minus(plus(chosen, alone), n), high=0)
            self.system.between(minus(plus(alone, *others), n), low=0)
            if item.turn is None:
                self.system.between(minus(plus(n, left), total), high=0)
            return
        if item.kind in ("text", "date") or item.wide:
            n = self.system.var(name("n"), 0, most if item.turn is None else 10**6)
            if item.kind == "number":
                sum_of = self.system.var(name("sum"), min(0, item.ends()[0] * 10**6))
                self.system.between(minus(sum_of, times(item.ends()[0], n)), low=0)
                self.system.between(minus(sum_of, times(item.ends()[1], n)), high=0)
            if item.turn is None:
                self.system.between(minus(n, total), high=0)
            return
        answers = item.valid() + item.missing()
        for answer in answers:
            self.system.var(name(answer), 0, most)
        everyone = plus(*(self.cell(unit, key, answer) for answer in answers))
        if item.turn is None:
            self.system.between(minus(everyone, total), high=0)
        for by in self.groups.get(key, ()):
            codes = self.codes(unit, item.survey, by)
            for answer in answers:
                parts = [self.system.var(name(answer, (by, code)), 0, most) for code in [*codes, None]]
                self.system.equal(minus(plus(*parts), self.cell(unit, key, answer)), 0)
            for code in codes:
                size = self.size(unit, item.survey, by, code)
                own = plus(*(self.cell(unit, key, answer, (by, code)) for answer in answers))
                self.system.between(minus(own, size), high=0)
        if item.limit:
            whole_key = (*key[:3], None)
            if whole_key in self.items:
                for answer in answers:
                    self.system.between(minus(self.cell(unit, key, answer), self.cell(unit, whole_key, answer)), high=0)

    def options_of(self, survey, by):
        group = json.loads(by)
        survey = self.plan["surveys"][survey]
        if group == "wording":
            return [(at, label) for at, (_, label) in enumerate(survey["wordings"])]
        if group == "mode":
            return list(enumerate(survey["modes"]))
        var = next(var for var in survey["vars"] if var["path"] == group["item"])
        return [(option["code"], option["label"]) for option in var["options"] if not option["missing"]]

    def codes(self, unit, survey, by):
        return [code for code, _ in self.options_of(survey, by)]

    def size(self, unit, survey, by, code):
        """Usable responses of a group."""
        return self.system.var(("group", unit, survey, by, code))

    def route(self, survey, child, question, codes):
        keys = {path: key for key, path in ((key, key[1]) for key in self.items) if key[0] == survey and key[2:] == (None, None)}
        if child not in keys or question not in keys:
            return
        asked, leads = self.items[keys[child]], self.items[keys[question]]
        if leads.kind in ("text", "date") or leads.wide:
            return
        for unit in self.units:
            known = [answer for answer in leads.valid() + leads.missing() if answer[1] in codes]
            if leads.kind == "any_of":
                known = [answer for answer in known if answer[0] == "v"]
            lead = plus(*(self.cell(unit, leads.key, answer) for answer in known))
            self.system.between(minus(self.everyone(unit, asked), lead), high=0)

    def everyone(self, unit, item):
        if item.kind == "any_of":
            return plus(self.cell(unit, item.key, "n"), self.cell(unit, item.key, "m"))
        if item.kind in ("text", "date") or item.wide:
            return self.cell(unit, item.key, "n")
        return plus(*(self.cell(unit, item.key, answer) for answer in item.valid() + item.missing()))

    def rounded(self, survey, exact, rounded):
        """A computed item that is another one in whole numbers, half up."""
        a, b = (survey, exact, None, None), (survey, rounded, None, None)
        if a not in self.items or b not in self.items:
            return
        step = 10 ** self.items[a].decimals
        for unit in self.units:
            for answer in self.items[b].valid():
                near = [one for one in self.items[a].valid() if (2 * one[1] + step) // (2 * step) == answer[1]]
                self.system.equal(minus(plus(*(self.cell(unit, a, one) for one in near)), self.cell(unit, b, answer)), 0)

    # What is printed.

    def read(self, unit):
        report = self.reports[unit]
        self.cover(unit, report["cover"])
        texts = []
        for piece in pieces(report["pieces"]):
            if piece["piece"] == "figure":
                figure = next(one for one in self.plan["figures"] if one["name"] == piece["name"])
                measures = [self.measures[id] for id in figure["measures"]]
                if measures:
                    self.figure(unit, figure["kind"], measures, piece)
                if figure["options"]["norm"]:
                    self.second(unit, figure["options"]["norm"], piece["remarks"])
            elif piece["piece"] == "table":
                table = next(one for one in self.plan["tables"] if one["name"] == piece["name"])
                if table["kind"] == "of":
                    measure = self.measures[table["measure"]]
                    content = {"content": "chart", "table": piece["grid"], "chart": None}
                    kind = "stacked" if len(measure["rows"]) > 1 else "bars"
                    if piece["grid"]["rows"]:
                        self.figure(unit, kind, [measure], {"content": content, "n": None, "remarks": piece["remarks"]})
            elif piece["piece"] == "text":
                texts.append(piece["runs"])
        self.promoters(unit, texts)

    def usable(self, unit):
        for table in self.plan["tables"]:
            if table["kind"] != "response":
                continue
            found = [one for one in pieces(self.reports[unit]["pieces"]) if one["piece"] == "table" and one["name"] == table["name"]]
            for piece in found:
                self.response(unit, table["surveys"], piece["grid"])

    def response(self, unit, surveys, grid):
        titles = {self.plan["surveys"][rows["survey"]]["title"]: rows for rows in surveys}
        at = grid["head"].index("Ingevuld")
        grade = grid["head"].index("Rapportcijfer") if "Rapportcijfer" in grid["head"] else None
        shown, current = {}, None
        for row in grid["rows"]:
            if row["heading"]:
                current = titles[row["cells"][0]]["survey"]
            else:
                shown.setdefault(current, []).append(row)
        if None in shown:
            lines = shown.pop(None)
            last = lines[-1]["cells"][0].lower()
            fits = [one["survey"] for title, one in titles.items() if f"totaal {title.lower()}" == last]
            shown[fits[0] if fits else next(one["survey"] for one in surveys if one["group"])] = lines
        for rows in surveys:
            survey = rows["survey"]
            lines = shown.get(survey)
            if lines is None:
                self.system.equal(self.total(unit, survey), 0)
                continue
            by = json.dumps({"item": rows["group"]}) if rows["group"] else None
            known = dict((label, code) for code, label in self.options_of(survey, by)) if by else {}
            seen = set()
            for row in lines:
                count, label = whole(row["cells"][at]), row["cells"][0]
                if row["total"]:
                    self.system.equal(self.total(unit, survey), count)
                    group = None
                else:
                    group = (by, known[label])
                    seen.add(known[label])
                    name = ("group", unit, survey, by, known[label])
                    self.system.var(name)
                    self.cells[("count", unit, survey, label)] = {name: 1}
                    if count is not None:
                        self.system.equal({name: 1}, count)
                        self.printed.add(("count", unit, survey, label))
                if grade is not None and rows["grades"]:
                    text = row["cells"][grade]
                    self.later.append((unit, rows["grades"], group, text))
            if by:
                for code in known.values():
                    self.system.var(("group", unit, survey, by, code), 0, 0 if code not in seen else 10**6)
                sizes = plus(*({("group", unit, survey, by, code): 1} for code in known.values()))
                rest = self.system.var(("group", unit, survey, by, None))
                self.system.equal(minus(plus(sizes, rest), self.total(unit, survey)), 0)

    def cover(self, unit, cover):
        plan = self.plan["cover"]
        if cover["grade"] and plan["grade"]:
            item = Item(self.plan, self.measures[plan["grade"]], 0)
            n = cover["grade"]["n"]
            if n is not None:
                self.system.equal(self.n_of(unit, item, None, False), whole(n))
                self.printed.add(("n", unit, item.key, None))
                self.mean(unit, item, None, cover["grade"]["value"], None)
            if cover["grade"]["benchmark"]:
                label, text = cover["grade"]["benchmark"]
                self.mean(self.behind(unit, self.benchmarks[label]), item, None, text, None)
        if cover["split"] and plan["split"]:
            measure = self.measures[plan["split"]]
            items = [Item(self.plan, measure, row) for row in self.rows(measure)]
            bar = cover["split"]["chart"]["bars"][0]
            blocks = items[0].blocks([row["cells"][0] for row in cover["split"]["table"]["rows"]])
            n = plus(*(self.n_of(unit, item) for item in items))
            self.system.equal(n, whole(bar["n"]))
            for block, part in zip(blocks, bar["parts"]):
                count = plus(*(self.cell(unit, item.key, answer) for item in items for answer in block))
                self.share(count, n, part["text"], part["size"])

    def second(self, unit, name, remarks):
        """The second count of a norm: every grade below a limit counts as another."""
        norm = next(one for one in self.plan["norms"] if one["name"] == name)
        rule = norm["correct"]
        if not rule:
            return
        for measure, lead in [(norm["measure"], "Norm in totaal"), *((per["measure"], "Norm per groep") for per in norm["per"])]:
            measure = self.measures[measure]
            item = Item(self.plan, measure, 0)
            step = 10**item.decimals
            labels = {"Totaal": None}
            if lead == "Norm per groep":
                labels = {label: (item.by, code) for code, label in self.options_of(item.survey, item.by)}
            for remark in (one for one in remarks if one.startswith(lead)):
                for label, group in labels.items():
                    found = re.search(re.escape(label) + r" \([^)]*\), tweede telling ([\d,]+)", remark)
                    if not found:
                        continue
                    below, to = Fraction(rule["below"]) * step, Fraction(rule["to"]) * step
                    worth = {answer: (to if answer[1] < below else answer[1]) for answer in item.valid()}
                    total = {}
                    for answer, value in worth.items():
                        assert Fraction(value).denominator == 1
                        total = plus(total, times(int(value), self.cell(unit, item.key, answer, group)))
                    self.ratio(total, times(step, self.n_of(unit, item, group, False)), found[1])

    def promoters(self, unit, texts):
        """Values in texts stand in the order of the plan's; the text of the plan is told by what stands around them."""
        scores = {one["name"]: one for one in self.plan["promoters"]}

        def walk(parts):
            for part in parts:
                if part["part"] in ("chapter", "section"):
                    yield from walk(part["parts"])
                elif part["part"] == "text":
                    yield part["text"]["segments"]

        for segments in walk(self.plan["parts"]):
            wanted = [segment["value"] for segment in segments if "value" in segment]
            if not any(isinstance(one, dict) and "promoter" in one for one in wanted):
                continue
            start = segments[0].get("text", "")
            for runs in texts:
                values = [run["value"] for run in runs if "value" in run]
                if len(values) != len(wanted) or runs[0].get("text", "") != start:
                    continue
                for value, quantity in zip(values, wanted):
                    if isinstance(quantity, dict) and "promoter" in quantity:
                        self.score(unit, scores[quantity["promoter"]], value)

    def score(self, unit, promoter, text):
        if number(text) is None:
            return
        measure = self.measures[promoter["measure"]]
        item = Item(self.plan, measure, 0)
        formula = promoter["formula"]
        if "share" in formula:
            plus_codes, minus_codes = formula["share"]["plus"], formula["share"]["minus"]
            of = lambda codes: [one for one in item.valid() + item.missing() if one[1] in codes]
            up, down = of(plus_codes), of(minus_codes)
            n = self.total(unit, item.survey)
        else:
            up = [one for one in item.valid() if one[1] >= formula["nps"]["promoters"]]
            down = [one for one in item.valid() if one[1] <= formula["nps"]["detractors"]]
            n = self.n_of(unit, item, None, False)
        total = minus(
            plus(*(self.cell(unit, item.key, one) for one in up)), plus(*(self.cell(unit, item.key, one) for one in down))
        )
        self.ratio(times(100, total), n, text)

    def n_of(self, units, item, group=None, included=None):
        """The base, of one unit or of several."""
        included = item.included if included is None else included
        units = [units] if isinstance(units, str) else units
        if item.kind == "any_of":
            own = [self.cell(unit, item.key, "n") for unit in units]
            return plus(*own, *(self.cell(unit, item.key, "m") for unit in units if included))
        if item.kind in ("text", "date") or item.wide:
            return plus(*(self.cell(unit, item.key, "n") for unit in units))
        answers = item.valid() + (item.missing() if included else [])
        return plus(*(self.cell(unit, item.key, answer, group) for unit in units for answer in answers))

    def behind(self, unit, benchmark):
        return [other for other in self.units if not (benchmark["others"] and other == unit)]

    def ratio(self, part, base, text, scale=1):
        """What a printed number tells of part / base."""
        found = number(text)
        if found is None:
            return
        value, decimals = found
        step = Fraction(1, 10**decimals)
        if self.plan["rounding"]["percentages"] == "largest remainder" and scale == 100:
            low, high = value - step, value + step
        else:
            low, high = value - step / 2, value + step / 2
        part = times(scale, part)
        for bound, sign, strict in ((low, 1, value <= 0), (high, -1, value >= 0)):
            one = times(sign, minus(times(bound.denominator, part), times(bound.numerator, base)))
            self.system.between(one, low=1 if strict else 0) if not (value == 0 and sign == 1 and scale == 100) else None

    def share(self, count, n, text, size):
        if text == "n.v.t.":
            self.system.equal(n, 0)
            return
        self.ratio(count, n, text, 100)
        self.length(count, n, size)

    def length(self, part, base, size):
        """The length of a bar, in thousandths of its axis, tells more than its text."""
        if size is None:
            return
        if size > 0:
            self.system.between(minus(times(2000, part), times(2 * size - 1, base)), low=0)
        if size < 1000:
            self.system.between(minus(times(2 * size + 1, base), times(2000, part)), low=1)

    def sum_of(self, units, item, group):
        units = [units] if isinstance(units, str) else units
        if item.wide:
            return plus(*(self.cell(unit, item.key, "sum") for unit in units))
        cells = ((answer, unit) for answer in item.valid() for unit in units)
        return plus(*(times(answer[1], self.cell(unit, item.key, answer, group)) for answer, unit in cells))

    def mean(self, units, item, group, text, size):
        if number(text) is None:
            return
        n, total = self.n_of(units, item, group, False), self.sum_of(units, item, group)
        self.ratio(total, times(10**item.decimals, n), text)
        low, high = item.ends()
        if size is not None and high > low:
            self.length(minus(total, times(low, n)), times(high - low, n), size)

    def compared(self, unit, label, item, of, part_text, size, mean=False, group=None):
        benchmark = self.benchmarks.get(label)
        if benchmark is None or number(part_text) is None:
            return
        if benchmark["over"] == "units":
            return
        units = self.behind(unit, benchmark)
        if mean:
            self.mean(units, item, group, part_text, size)
        else:
            count = plus(*(of(other) for other in units))
            self.ratio(count, self.n_of(units, item, group), part_text, 100)
            self.length(count, self.n_of(units, item, group), size)

    def series(self, unit, measures):
        """The rows of a figure, with the name that each would have."""
        found = []
        for measure in measures:
            rows = list(self.rows(measure))
            for row in rows:
                item = Item(self.plan, measure, row)
                name = item.label if len(rows) > 1 or measure["loop"] else None
                if name is None and len(measures) > 1:
                    name = self.plan["surveys"][measure["survey"]]["id"]
                if item.by is None:
                    found.append((name, item, None))
                else:
                    options = self.options_of(item.survey, item.by)
                    found.extend((label, item, (item.by, code)) for code, label in options)
        return found

    def figure(self, unit, kind, measures, piece):
        content = piece["content"]
        items = self.series(unit, measures)
        if content["content"] == "texts":
            item = items[0][1]
            self.system.equal(self.n_of(unit, item), len(content["texts"]))
            return
        if content["content"] == "hidden":
            if len(items) == 1:
                self.closed(unit, items[0][1], content["why"])
            return
        if content["content"] != "chart":
            return
        table, chart = without_intervals(content["table"]), content["chart"]
        bars = chart["bars"] if chart else []
        head = table["head"]
        of_number = items[0][1].kind == "number"
        if kind == "sum":
            self.sums(unit, items, table)
        elif kind == "mean" or (kind in ("grid", "stacked") and of_number):
            self.means(unit, items, table, bars, measures)
        elif kind in ("grid", "stacked"):
            self.stacked(unit, items, table, bars)
        elif measures[0]["kind"] == "options":
            self.any_of(unit, items[0][1], piece, table, bars)
        else:
            self.choice(unit, items, piece, head, table, bars)

    def closed(self, unit, item, why):
        n = self.n_of(unit, item)
        if why.startswith("Niemand"):
            self.system.equal(n, 0)
            self.none(unit, item)
        elif why.startswith("Minder dan"):
            # Of what an answer leads to, nobody is few as well.
            self.system.between(n, 0 if item.var["route"] else 1, self.minimum["base"] - 1)

    def none(self, unit, item, group=None):
        """Nobody answered: that is said, so no count of it is hidden."""
        for answer in item.counted() if item.kind in ("one_of", "number") and not item.wide else []:
            self.printed.add(("cell", unit, item.key, answer, group))
        if item.kind == "any_of":
            for option in item.options:
                self.printed.add(("cell", unit, item.key, ("v", option["code"]), None))

    def told(self, unit, item, group, block, count):
        self.system.equal(plus(*(self.cell(unit, item.key, answer, group) for answer in block)), count)
        if len(block) == 1 or count == 0:
            self.printed.update(("cell", unit, item.key, answer, group) for answer in block)

    def choice(self, unit, items, piece, head, table, bars):
        sections, name = [(None, [])], None
        for row in table["rows"]:
            if row["heading"]:
                sections.append((row["cells"][0], []))
            else:
                sections[-1][1].append(row)
        bars = iter(bars)
        left = list(items)
        for name, rows in sections:
            if not rows:
                continue
            at = next(at for at, one in enumerate(left) if one[0] == name)
            _, item, group = left[at]
            left = left[at + 1 :]
            blocks = item.blocks([row["cells"][0] for row in rows])
            counts = [whole(row["cells"][1]) for row in rows]
            shown = {answer for block in blocks for answer in block}
            for answer in item.counted():
                if answer not in shown:
                    self.told(unit, item, group, [answer], 0)
            for block, count, row in zip(blocks, counts, rows):
                self.told(unit, item, group, block, count)
                bar = next(bars, None)
                for place, text in enumerate(row["cells"][3:]):
                    of = lambda other, block=block: plus(*(self.cell(other, item.key, one, group) for one in block))
                    size = bar["benchmark"][0]["size"] if bar and place == 0 and bar["benchmark"] else None
                    self.compared(unit, head[3 + place], item, of, text, size, group=group)

    def stacked(self, unit, items, table, bars):
        labels = table["head"][2:]
        by_name = {name or table["rows"][0]["cells"][0]: (item, group) for name, item, group in items}
        own = {bar["label"]: bar for bar in bars}
        current, aside = None, 0
        for row in table["rows"]:
            cells = row["cells"]
            if row["aside"]:
                item, group = current
                blocks = item.blocks(labels)
                for at, (block, text) in enumerate(zip(blocks, cells[2:])):
                    of = lambda other, block=block: plus(*(self.cell(other, item.key, one, group) for one in block))
                    bar = own.get(name)
                    size = bar["benchmark"][at]["size"] if bar and aside == 0 and bar["benchmark"] else None
                    self.compared(unit, cells[0], item, of, text, size, group=group)
                aside += 1
                continue
            name, aside = cells[0], 0
            current = by_name[name]
            item, group = current
            if cells[1] == NOT_TOLD:
                continue
            blocks = item.blocks(labels)
            n = whole(cells[1])
            self.system.equal(self.n_of(unit, item, group), n)
            shown = {answer for block in blocks for answer in block}
            for answer in item.counted():
                if answer not in shown:
                    self.told(unit, item, group, [answer], 0)
            bar = own.get(name)
            for at, (block, text) in enumerate(zip(blocks, cells[2:])):
                count = plus(*(self.cell(unit, item.key, one, group) for one in block))
                self.share(count, self.n_of(unit, item, group), text, bar["parts"][at]["size"] if bar else None)
                if len(block) == 1 or text.startswith("0%") or text.startswith("0,0%"):
                    self.printed.update(("cell", unit, item.key, one, group) for one in block)

    def means(self, unit, items, table, bars, measures):
        own = {}
        for bar in bars:
            own.setdefault(bar["label"], bar)
        rows = list(items)
        if measures[0]["group"] and len(measures[0]["rows"]) == 1:
            rows.insert(0, ("Totaal", Item(self.plan, measures[0], 0), None))
        unnamed = [one for one in rows if one[0] is None]
        for row in table["rows"]:
            cells = row["cells"]
            found = next((one for one in rows if one[0] == cells[0]), unnamed[0] if unnamed else None)
            _, item, group = found
            if group is not None:
                members = plus(*(self.cell(unit, item.key, one, group) for one in item.valid() + item.missing()))
                size = self.size(unit, item.survey, *group)
                self.system.between(size, low=1)
            if cells[1] == NOT_TOLD:
                continue
            bar = own.get(cells[0])
            self.system.equal(self.n_of(unit, item, group, False), whole(cells[1]))
            self.printed.add(("n", unit, item.key, group))
            self.mean(unit, item, group, cells[2], bar["parts"][0]["size"] if bar else None)
            for place, label in enumerate(table["head"][3:]):
                if label in self.benchmarks:
                    size = bar["benchmark"][0]["size"] if bar and place == 0 and bar["benchmark"] else None
                    self.compared(unit, label, item, None, cells[3 + place], size, mean=True, group=group)

    def sums(self, unit, items, table):
        by_name = {name or row["cells"][0]: item for row in table["rows"] for name, item, _ in items}
        for row in table["rows"]:
            item = by_name[row["cells"][0]]
            n, total = whole(row["cells"][1]), number(row["cells"][2])
            if n is not None:
                self.system.equal(self.n_of(unit, item, None, False), n)
                self.system.equal(self.sum_of(unit, item, None), int(total[0] * 10**item.decimals))

    def any_of(self, unit, item, piece, table, bars):
        if piece["n"] is not None:
            self.system.equal(self.n_of(unit, item), whole(piece["n"]))
        codes = {option["label"]: option["code"] for option in item.options}
        own = {bar["label"]: bar for bar in bars}
        for row in table["rows"]:
            cells = row["cells"]
            code = codes[cells[0]]
            chosen, offered = self.cell(unit, item.key, ("v", code)), self.cell(unit, item.key, ("o", code))
            if cells[1] == NOT_TOLD:
                continue
            self.system.equal(chosen, whole(cells[1]))
            self.printed.add(("cell", unit, item.key, ("v", code), None))
            bar = own.get(cells[0])
            self.share(chosen, offered, cells[2], bar["parts"][0]["size"] if bar else None)
            for place, text in enumerate(cells[3:]):
                benchmark = self.benchmarks[table["head"][3 + place]]
                if number(text) is None or benchmark["over"] == "units":
                    continue
                units = self.behind(unit, benchmark)
                part = plus(*(self.cell(other, item.key, ("v", code)) for other in units))
                base = plus(*(self.cell(other, item.key, ("o", code)) for other in units))
                size = bar["benchmark"][0]["size"] if bar and place == 0 and bar["benchmark"] else None
                self.share(part, base, text, size)
        listed = {codes[row["cells"][0]] for row in table["rows"]}
        for option in item.options:
            if option["code"] not in listed and not option["missing"]:
                self.system.equal(self.cell(unit, item.key, ("o", option["code"])), 0)
                self.printed.add(("cell", unit, item.key, ("v", option["code"]), None))

    # What can be worked out.

    def goals(self):
        goals = dict(self.cells)
        for unit in self.units:
            for item in self.items.values():
                if self.only and item.path not in self.only:
                    continue
                if item.kind == "any_of":
                    for option in (option for option in item.options if not option["missing"]):
                        answer = ("v", option["code"])
                        goals[("cell", unit, item.key, answer, None)] = self.cell(unit, item.key, answer)
                    continue
                if item.kind in ("text", "date") or item.wide:
                    continue
                groups = [None]
                for by in self.groups.get(item.key, ()):
                    groups += [(by, code) for code, _ in self.options_of(item.survey, by)]
                for group in groups:
                    counted = item.counted()
                    for answer in counted:
                        goals[("cell", unit, item.key, answer, group)] = self.cell(unit, item.key, answer, group)
                    valid = item.valid()
                    half = len(valid) // 2
                    for name, some in (("top", valid[:half]), ("bottom", valid[len(valid) - half :])):
                        sum_of = plus(*(self.cell(unit, item.key, answer, group) for answer in some))
                        goals[("half", unit, item.key, name, group)] = sum_of
                    if group is not None:
                        goals[("n", unit, item.key, "n", group)] = self.n_of(unit, item, group, False)
        return goals

    def nobody(self):
        """A group that is not listed, or of which nobody answered: that is said."""
        for unit in self.units:
            for item in self.items.values():
                for by in self.groups.get(item.key, ()):
                    for code in self.codes(unit, item.survey, by):
                        if self.system.bounds[("group", unit, item.survey, by, code)][1] == 0:
                            self.none(unit, item, (by, code))

    def values(self):
        """The true counts, by variable; what the relations do not tell is absent."""
        values = {}
        for unit in self.units:
            for item in self.items.values():
                for name in [name for name in self.system.bounds if name[0] == "cell" and name[1] == unit and name[2] == item.key]:
                    values[name] = 0
        for name in self.system.bounds:
            if name[0] in ("usable", "group"):
                values[name] = 0
        for relation in self.truth:
            measure = self.measures.get(relation["measure"])
            if measure is None:
                continue
            by = json.dumps(measure["group"]) if measure["group"] else None
            for unit, state, code, *rest in relation["rows"]:
                if unit not in self.reports:
                    continue
                group = (by, code if state == 4 else None) if by else None
                self.count(values, relation["kind"], measure, unit, group, rest)
        return values

    def count(self, values, kind, measure, unit, group, rest):
        def add(name, by):
            if name in self.system.bounds:
                values[name] = values.get(name, 0) + by

        if kind == "responses":
            if measure["base"]["where"] == {"const": True}:
                if group is None:
                    add(("usable", unit, measure["survey"]), rest[0])
                else:
                    add(("group", unit, measure["survey"], *group), rest[0])
            return
        if kind not in ("values", "options", "states", "texts"):
            return
        row = rest[0]
        item = Item(self.plan, measure, row)
        name = lambda what, group=None: ("cell", unit, item.key, what, group)
        done = self.done.setdefault((item.key, kind, group is None), measure["id"])
        if done != measure["id"]:
            return
        total = group is None or not self.plain_counts(item.key, kind)
        if kind == "values":
            _, state, value, n = rest
            answer = ("v" if state == 4 else "m", value)
            if item.wide:
                if state == 4 and total:
                    add(name("n"), n), add(name("sum"), n * value)
                return
            if total:
                add(name(answer), n)
            if group is not None:
                add(name(answer, group), n)
        elif kind == "options" and group is None:
            _, code, offered, chosen = rest
            add(name(("o", code)), offered), add(name(("v", code)), chosen)
        elif kind == "states" and group is None and item.kind == "any_of":
            if rest[1] in (3, 4):
                add(name("n" if rest[1] == 4 else "m"), rest[2])
        elif kind == "texts" and group is None:
            add(name("n"), 1)

    def plain_counts(self, key, kind):
        """Whether some measure counts this item without a breakdown."""
        for measure in self.plan["measures"]:
            if measure["kind"] == kind and not measure["group"]:
                if any(Item(self.plan, measure, row).key == key for row in self.rows(measure)):
                    return True
        return False

    def result(self):
        for unit, id, group, text in self.later:
            item = Item(self.plan, self.measures[id], 0)
            if text == "n.v.t." and group is not None:
                self.system.equal(self.n_of(unit, item, group, False), 0)
                for answer in item.counted():
                    self.printed.add(("cell", unit, item.key, answer, group))
            self.mean(unit, item, group, text, None)
        for name, (_, most) in list(self.system.bounds.items()):
            if name[0] == "cell" and name[4] and most == 0:
                self.printed.add(name)
        self.nobody()
        truth = self.values()
        misread = self.system.broken(truth)
        goals = self.goals()
        if misread:
            return {"leaks": [], "cells": len(goals), "hidden": 0, "told": 0, "misread": misread[:20]}
        sure = known(self.system, goals, truth)
        leaks, hidden, told = [], 0, 0
        least = self.minimum["cell"]
        for name in goals:
            printed = name in self.printed
            cell = name[0] in ("cell", "count")
            hidden += cell and not printed
            told += cell and printed
            if name not in sure:
                continue
            value = sure[name]
            if cell and not printed and self.fits(name, truth):
                leaks.append({"cell": self.show(name), "value": value, "kind": "fits"})
            elif 0 < value < least and name[0] != "n":
                leaks.append({"cell": self.show(name), "value": value, "kind": "small"})
            elif not printed and cell:
                leaks.append({"cell": self.show(name), "value": value, "kind": "hidden" if value else "zero"})
        return {"leaks": leaks, "cells": len(goals), "hidden": hidden, "told": told, "misread": []}

    def fits(self, name, truth):
        """Whether every count of this item, or of the groups of this table, might have been printed."""
        least = self.minimum["cell"]
        if name[0] == "count":
            return False
        _, unit, key, _, group = name
        item = self.items[key]
        if item.kind == "any_of":
            return False
        counts = [truth[("cell", unit, key, answer, group)] for answer in item.counted()]
        return sum(counts) >= self.minimum["base"] and all(n == 0 or n >= least for n in counts)

    def show(self, name):
        if name[0] == "count":
            return f"{name[1]}: responses of {name[3]!r}"
        _, unit, key, what, group = name
        item = self.items[key]
        answer = self.show_answer(item, what)
        turn = f", turn {key[2]}" if key[2] is not None else ""
        of = f" of group {group[1]}" if group else ""
        return f"{unit}: {self.plan['surveys'][key[0]]['alias']}.{key[1]}{turn}: {answer}{of}"

    @staticmethod
    def show_answer(item, what):
        return what if isinstance(what, str) else repr(item.label_of(what))


def run(job):
    return Attack(job).result()


def main():
    for line in sys.stdin:
        try:
            reply = run(json.loads(line))
        except (ValueError, KeyError, StopIteration) as error:
            if "--debug" in sys.argv:
                raise
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
