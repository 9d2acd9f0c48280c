import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';

import { isInstalled } from './npm.mjs';
import { hashOf } from './stamp.mjs';

let folder;

function write(name, content) {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tokenpath-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a hash follows names and contents, not what is generated or filtered', () => {
  write('src/a.ts', 'a');
  const first = hashOf([folder]);
  write('node_modules/x/index.js', 'x');
  write('dist/module.js', 'built');
  assert.equal(hashOf([folder]), first);
  write('src/a.ts', 'b');
  const second = hashOf([folder]);
  assert.notEqual(second, first);
  write('src/a.test.ts', 't');
  assert.equal(
    hashOf([folder], (file) => !file.includes('.test.')),
    second
  );
  assert.notEqual(hashOf([folder]), second);
});

test('a path that does not exist adds nothing', () => {
  assert.equal(hashOf([join(folder, 'nowhere')]), hashOf([]));
});

const lock = (packages) => ({ lockfileVersion: 3, packages });

test('installed means: what the lock file says, but for other platforms', () => {
  const wanted = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-win32': { version: '2.0.0', optional: true },
  };
  write('package-lock.json', lock(wanted));
  assert.equal(isInstalled(folder), false);
  write('node_modules/.package-lock.json', lock({ 'node_modules/a': { version: '1.0.0' } }));
  assert.equal(isInstalled(folder), true);
  write('node_modules/.package-lock.json', lock({ 'node_modules/a': { version: '1.0.1' } }));
  assert.equal(isInstalled(folder), false);
  write(
    'node_modules/.package-lock.json',
    lock({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/z': { version: '1.0.0' } })
  );
  assert.equal(isInstalled(folder), false);
});
