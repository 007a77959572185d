// Exact numbers: ratios of two integers, reduced, the divisor positive; undefined is "no value".
// An intermediate that does not fit 128 bits has no value, as in the compiler.
const LIMIT = 1n << 127n;
const fit = (n) => (n === undefined || n >= LIMIT || n < -LIMIT ? undefined : n);
const gcd = (a, b) => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y) [x, y] = [y, x % y];
  return x;
};
const ratio = (n, d) => {
  if (n === undefined || d === undefined || d === 0n) return undefined;
  const g = gcd(n, d) * (d < 0n ? -1n : 1n);
  return { n: n / g, d: d / g };
};

export const whole = (n) => ({ n: BigInt(n), d: 1n });
export const scaled = (units, decimals) => ratio(BigInt(units), 10n ** BigInt(decimals));
export const negate = (a) => a && { n: -a.n, d: a.d };
export const plus = (a, b) => {
  if (!a || !b) return undefined;
  const common = fit((a.d / gcd(a.d, b.d)) * b.d);
  if (common === undefined) return undefined;
  const [left, right] = [fit((common / a.d) * a.n), fit((common / b.d) * b.n)];
  return left === undefined || right === undefined ? undefined : ratio(fit(left + right), common);
};
export const times = (a, b) => {
  if (!a || !b) return undefined;
  const [g, h] = [gcd(a.n, b.d), gcd(a.d, b.n)];
  return ratio(fit((a.n / g) * (b.n / h)), fit((a.d / h) * (b.d / g)));
};
export const over = (a, b) => {
  if (!a || !b || b.n === 0n) return undefined;
  if (a.d === b.d) return ratio(a.n, b.n);
  if (a.n === b.n) return ratio(b.d, a.d);
  const [g, h] = [gcd(a.n, b.n), gcd(a.d, b.d)];
  return ratio(fit((a.n / g) * (b.d / h)), fit((a.d / h) * (b.n / g)));
};

export const fit64 = (n) => (n >= -(1n << 63n) && n < 1n << 63n ? n : undefined);

/** The integer nearest to a × 10^decimals, half away from zero. */
export const round = (a, decimals) => {
  const up = times(a, whole(10n ** BigInt(decimals)));
  if (!up) return undefined;
  const size = up.n < 0n ? -up.n : up.n;
  const [top, bottom] = [fit(size * 2n + up.d), fit(up.d * 2n)];
  if (top === undefined || fit(size * 2n) === undefined || bottom === undefined) return undefined;
  return fit64((up.n < 0n ? -1n : 1n) * (top / bottom));
};

export const stands = (op, a, b) =>
  ({ "=": a === b, "!=": a !== b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b })[op];
