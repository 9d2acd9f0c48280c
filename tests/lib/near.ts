import assert from 'node:assert/strict';

/** Fails unless `actual` lies within a share of `expected`. */
export function near(actual: unknown, expected: number, tolerance: number, what: string): void {
  assert.equal(typeof actual, 'number', `${what} is ${String(actual)}, expected about ${expected}`);
  const off = Math.abs((actual as number) - expected) / Math.max(Math.abs(expected), 1e-9);
  assert.ok(
    off <= tolerance,
    `${what} is ${String(actual)}, expected ${expected} (off by ${(off * 100).toFixed(3)} %)`
  );
}
