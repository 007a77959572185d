// SHA-256 of a text as UTF-8, in hexadecimal.
let roots;

/** The first 32 bits of the fractional parts of roots of the first 64 primes: cube roots, then square roots, in integers. */
const constants = () => {
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p)) primes.push(n);
  const root = (p, k) => {
    const target = BigInt(p) << BigInt(32 * k);
    let [low, high] = [0n, 1n << 37n];
    while (low + 1n < high) {
      const middle = (low + high) / 2n;
      if (middle ** BigInt(k) <= target) low = middle;
      else high = middle;
    }
    return Number(low & 0xffffffffn);
  };
  return [primes.map((p) => root(p, 3)), primes.slice(0, 8).map((p) => root(p, 2))];
};

/** The bytes in blocks of 16 words, padded and closed with their length. */
const wordsOf = (text) => {
  const bytes = unescape(encodeURIComponent(text)) + "\x80";
  const words = new Array(((bytes.length + 71) >> 6) * 16).fill(0);
  [...bytes].forEach((byte, n) => (words[n >> 2] |= byte.charCodeAt(0) << (24 - 8 * (n % 4))));
  words[words.length - 1] = (bytes.length - 1) * 8;
  return words;
};

export const sha256 = (text) => {
  roots = roots ?? constants();
  const k = roots[0];
  let hash = roots[1];
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  const words = wordsOf(text);
  for (let start = 0; start < words.length; start += 16) {
    const w = words.slice(start, start + 16);
    let [a, b, c, d, e, f, g, h] = hash;
    for (let n = 0; n < 64; n += 1) {
      if (n > 15) {
        const [x, y] = [w[n - 15], w[n - 2]];
        const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
        const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
        w[n] = (w[n - 16] + s0 + w[n - 7] + s1) | 0;
      }
      const t1 = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + k[n] + w[n];
      const t2 = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    hash = hash.map((x, n) => (x + [a, b, c, d, e, f, g, h][n]) | 0);
  }
  return hash.map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
};
