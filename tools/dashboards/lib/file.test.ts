import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { isCurrent, update } from './file';

const folder = mkdtempSync(join(tmpdir(), 'tokenpath-dashboards-'));
after(() => rmSync(folder, { recursive: true }));

const one = () => new DashboardBuilder('One');
const other = () => new DashboardBuilder('One').description('changed');
const revision = (file: string) => (JSON.parse(readFileSync(file, 'utf8')) as { revision: number }).revision;

test('the revision counts up when the content changes, and only then', () => {
  const file = join(folder, 'deep', 'one.json');
  assert.equal(isCurrent(file, one), false);
  assert.equal(update(file, one), true);
  assert.equal(revision(file), 1);
  assert.equal(isCurrent(file, one), true);
  assert.equal(update(file, one), false);

  assert.equal(isCurrent(file, other), false);
  assert.equal(update(file, other), true);
  assert.equal(revision(file), 2);
});
