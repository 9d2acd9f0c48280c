import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { type Dashboard, type Panel, type VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';

import { type Query } from '../../src/shared/types.gen';

import { fleet } from './fleet/dashboard';

const dashboard: Dashboard = fleet().build();
const panels = (dashboard.panels ?? []) as Panel[];
const variables: VariableModel[] = dashboard.templating?.list ?? [];
const queriesOf = (panel: Panel) => (panel.targets ?? []) as unknown as Query[];
const queries = panels.flatMap(queriesOf);

/** Ids of the catalog's signals. */
function signals(): Set<string> {
  const folder = join(__dirname, '..', '..', 'pkg', 'catalog', 'signals');
  const text = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return new Set(text.flatMap((yaml) => [...yaml.matchAll(/^\s+- id: (\w+)$/gm)].map(([, id]) => id)));
}

function cells({ gridPos }: Panel): string[] {
  const { x, y, w, h } = gridPos ?? { x: 0, y: 0, w: 0, h: 0 };
  return Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`);
}

test('identity: title and uid stay, because Grafana matches an app dashboard by them', () => {
  assert.equal(dashboard.title, 'Fleet: silicon to tokens');
  assert.equal(dashboard.uid, 'tokenpath-fleet');
  assert.equal('__inputs' in dashboard, false);
});

test('every panel says what it tells, and asks the data source of the variable', () => {
  assert.ok(panels.length >= 10);
  for (const panel of panels) {
    assert.ok((panel.description ?? '').length > 40, `${panel.title} has no description`);
    assert.deepEqual(panel.datasource, { type: 'tokenpath-correlation-datasource', uid: '${datasource}' });
    assert.equal(queriesOf(panel).length, 1);
  }
});

test('panels have ids of their own and do not overlap', () => {
  const ids = panels.map(({ id }) => id);
  assert.equal(new Set(ids).size, panels.length);
  const all = panels.flatMap(cells);
  assert.equal(new Set(all).size, all.length);
  assert.ok(panels.every(({ gridPos }) => gridPos && gridPos.x + gridPos.w <= 24));
});

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
  const scoped = variables.filter(({ type }) => type === 'query');
  assert.deepEqual(
    variables.map(({ name }) => name),
    ['datasource', 'cluster', 'model', 'namespace', 'pod']
  );
  for (const { filters } of queries) {
    assert.deepEqual(
      filters?.flatMap(({ values }) => values),
      scoped.map(({ name }) => `$${name}`)
    );
  }
  scoped.forEach(({ name, query, multi, includeAll }, index) => {
    const { filters } = query as { filters: Array<{ values: string[] }> };
    assert.deepEqual(
      filters.flatMap(({ values }) => values),
      scoped.slice(0, index).map((before) => `$${before.name}`)
    );
    assert.ok(multi && includeAll, `${name} takes several values, or all`);
  });
});
