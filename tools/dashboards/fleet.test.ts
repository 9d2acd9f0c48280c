import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { type Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

import { fleet } from './fleet/dashboard';
import { hasVariables, isExplained, isWellPlaced, partsOf, queriesOf, valuesOf } from './lib/rules';

const dashboard: Dashboard = fleet().build();
const { panels, variables } = partsOf(dashboard);
const queries = panels.flatMap(queriesOf);

/** Ids of the catalog's signals. */
function signals(): Set<string> {
  const folder = join(__dirname, '..', '..', 'pkg', 'catalog', 'signals');
  const text = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return new Set(text.flatMap((yaml) => [...yaml.matchAll(/^\s+- id: (\w+)$/gm)].map(([, id]) => id)));
}

test('identity: title and uid stay, because Grafana matches an app dashboard by them', () => {
  assert.equal(dashboard.title, 'Fleet: silicon to tokens');
  assert.equal(dashboard.uid, 'tokenpath-fleet');
  assert.equal('__inputs' in dashboard, false);
});

test('every panel says what it tells, and asks the data source of the variable', () => {
  assert.ok(panels.length >= 10);
  for (const panel of panels) {
    isExplained(panel);
    assert.equal(queriesOf(panel).length, 1);
  }
});

test('panels have places of their own', () => isWellPlaced(panels));

test('queries ask for signals of the catalog, and formulas for operands of their query', () => {
  const known = signals();
  assert.ok(known.size > 50);
  for (const { operands } of queries) {
    const names = operands.map(({ as }) => as);
    for (const { signal, formula, expr } of operands) {
      assert.equal(expr, undefined);
      assert.ok(signal === undefined || known.has(signal), `${signal} is no signal`);
      const used = (formula ?? '').match(/\b[a-z_]\w*/g) ?? [];
      assert.deepEqual(
        used.filter((name) => !names.includes(name)),
        []
      );
    }
  }
});

test('every query is scoped by every variable, and each variable by those before it', () => {
  hasVariables(variables, ['datasource', 'cluster', 'model', 'namespace', 'pod']);
  for (const { filters } of queries) {
    assert.deepEqual(valuesOf(filters), ['$cluster', '$model', '$namespace', '$pod']);
  }
});
