import assert from 'node:assert/strict';
import { test } from 'node:test';

import { atLeast, goLine } from './requirements.mjs';

test('versions are compared number by number', () => {
  assert.equal(atLeast('1.26.8', '1.26.0'), true);
  assert.equal(atLeast('1.9', '1.26'), false);
  assert.equal(atLeast('22.0.0', '20'), true);
  assert.equal(atLeast('1.26rc1', '1.26.0'), true);
  assert.equal(atLeast('19.9.9', '20'), false);
});

test("a go.mod's go line", () => {
  assert.equal(goLine('module x\n\ngo 1.26.5\n\nrequire y v1.0.0\n'), '1.26.5');
});
