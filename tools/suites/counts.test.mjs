import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fromGo, fromJest, fromLastLine, fromNodeTest, goFailures, mustSucceed, summary } from './counts.mjs';

const events = (...list) => list.map((event) => JSON.stringify(event)).join('\n');

test('go: tests and subtests count, packages do not', () => {
  const text = events(
    { Action: 'run', Package: 'p', Test: 'TestA' },
    { Action: 'pass', Package: 'p', Test: 'TestA/one' },
    { Action: 'pass', Package: 'p', Test: 'TestA' },
    { Action: 'skip', Package: 'p', Test: 'TestB' },
    { Action: 'pass', Package: 'p' }
  );
  assert.deepEqual(fromGo(text), { passed: 2, failed: 0, skipped: 1 });
});

test('go: a package that does not compile is one failure, a failed test is not counted twice', () => {
  const broken = events({ Action: 'build-output', Output: 'x' }, { Action: 'fail', Package: 'p' });
  assert.equal(fromGo(`${broken}\nnot json`).failed, 1);
  const failed = events({ Action: 'fail', Package: 'p', Test: 'TestA' }, { Action: 'fail', Package: 'p' });
  assert.equal(fromGo(failed).failed, 1);
});

test('go: only the output of what failed is shown', () => {
  const text = events(
    { Action: 'output', Package: 'p', Test: 'TestA', Output: 'good\n' },
    { Action: 'output', Package: 'p', Test: 'TestB', Output: 'bad\n' },
    { Action: 'fail', Package: 'p', Test: 'TestB' }
  );
  assert.equal(goFailures(text), 'bad\n');
});

test('jest: a file that does not load is a failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 1,
    numPendingTests: 2,
    numTodoTests: 0,
  };
  assert.deepEqual(fromJest(report), { passed: 3, failed: 2, skipped: 2 });
});

test("node's own reporters, and a last line", () => {
  const tap = '# tests 4\n# pass 3\n# fail 1\n# cancelled 0\n# skipped 0\n# todo 0\n';
  assert.deepEqual(fromNodeTest(tap), { passed: 3, failed: 1, skipped: 0 });
  assert.deepEqual(fromNodeTest(tap.replaceAll('#', 'ℹ')), { passed: 3, failed: 1, skipped: 0 });
  assert.deepEqual(fromLastLine('…\n12 passed, 0 failed, 1 skipped\n'), { passed: 12, failed: 0, skipped: 1 });
  assert.deepEqual(fromLastLine('crashed'), { passed: 0, failed: 0, skipped: 0 });
});

test('a bad end or an empty run is a failure', () => {
  assert.equal(mustSucceed(1, { passed: 3, failed: 0, skipped: 0 }).failed, 1);
  assert.equal(mustSucceed(0, { passed: 0, failed: 0, skipped: 0 }).failed, 1);
  assert.equal(mustSucceed(1, { passed: 3, failed: 2, skipped: 0 }).failed, 2);
  assert.equal(mustSucceed(0, { passed: 3, failed: 0, skipped: 0 }).failed, 0);
});

test('the summary adds up', () => {
  const all = [
    { passed: 1, failed: 0, skipped: 2 },
    { passed: 4, failed: 1, skipped: 0 },
  ];
  assert.equal(summary(all), '5 passed, 1 failed, 2 skipped');
});
