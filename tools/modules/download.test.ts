import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { reasonOf, sourceOf } from './download';
import { argumentsOf, read } from './read';

test('what is there is taken without asking, and what cannot be had has a reason', () => {
  const cache = mkdtempSync(join(tmpdir(), 'tokenpath-modules-'));
  const proxy = process.env.GOPROXY;
  try {
    const folder = join(cache, 'example.com', 'm@v1.0.0');
    mkdirSync(folder, { recursive: true });
    assert.deepEqual(sourceOf('example.com/m', 'v1.0.0', cache), { folder, version: 'v1.0.0' });
    process.env.GOPROXY = 'off';
    const missing = sourceOf('example.com/m', 'v2.0.0', cache);
    assert.ok('reason' in missing && /disabled|off/.test(missing.reason), JSON.stringify(missing));
  } finally {
    process.env.GOPROXY = proxy ?? '';
    rmSync(cache, { recursive: true });
  }
});

test("Go's message is cut to the reason, on one line", () => {
  const message = 'module a.b/c: reading https://proxy/a.b/c/@v/list: 403 Forbidden\n\tserver response: no.';
  assert.equal(reasonOf(message), 'reading https://proxy/a.b/c/@v/list: 403 Forbidden; server response: no.');
  assert.equal(reasonOf(''), 'no answer');
});

test('a version that cannot be had is told apart from one without metrics', () => {
  const module = { path: 'example.com/m', versions: ['v1.0.0'], csv: 'etc/*.csv', columns: 'A=b_' };
  assert.deepEqual(argumentsOf(module), ['-csv', 'etc/*.csv', '-columns', 'A=b_']);
  const skipped = read(module, 'no-program', () => ({ reason: 'gone' }));
  assert.deepEqual(skipped, [{ module: 'example.com/m@v1.0.0', metrics: [], unread: [], reason: 'gone' }]);
});
