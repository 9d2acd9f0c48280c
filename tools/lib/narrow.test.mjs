import assert from 'node:assert/strict';
import { test } from 'node:test';

import { narrowEnums } from './narrow.mjs';

test('string types with constants become unions of them', () => {
  const source = 'export type Op = string;\nexport const In: Op = "=";\nexport const Out: Op = "!=";\n';
  const wanted = 'export type Op = typeof In | typeof Out;\nexport const In = "=";\nexport const Out = "!=";\n';
  assert.equal(narrowEnums(source), wanted);
});

test('a plain string type stays', () => {
  assert.equal(narrowEnums('export type Name = string;\n'), 'export type Name = string;\n');
});
