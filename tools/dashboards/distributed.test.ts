import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Dashboard, type Panel, type VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';

import { CHART_FIGURES, FIGURES } from '../../src/panels/tpbalance/model/figures';
import { type Query } from '../../src/shared/types.gen';

import { distributedDashboard } from './distributed/dashboard';
import { fleet } from './fleet/dashboard';

const dashboard: Dashboard = distributedDashboard().build();
const panels = (dashboard.panels ?? []) as Panel[];
const variables: VariableModel[] = dashboard.templating?.list ?? [];
const queriesOf = (panel: Panel) => (panel.targets ?? []) as unknown as Query[];

test('identity: title and uid stay, because Grafana matches an app dashboard by them', () => {
  assert.equal(dashboard.title, 'Distributed inference');
  assert.equal(dashboard.uid, 'tokenpath-distributed');
});

test('every panel says what it tells, and asks balance queries that the variables scope', () => {
  assert.equal(panels.length, 7);
  for (const panel of panels) {
    assert.ok((panel.description ?? '').length > 40, `${panel.title} has no description`);
    assert.deepEqual(panel.datasource, { type: 'tokenpath-correlation-datasource', uid: '${datasource}' });
    for (const { queryType, version, filters, fields = [] } of queriesOf(panel)) {
      assert.deepEqual({ queryType, version }, { queryType: 'balance', version: 1 });
      assert.deepEqual(
        filters?.flatMap(({ values }) => values),
        ['$cluster', '$model', '$namespace', '$pod']
      );
      assert.ok(
        fields.every((field) => FIGURES.some((id) => id === field)),
        fields.join()
      );
    }
  }
});

test('the balance panel has a table of groups, and their GPUs over time with figures that charts show', () => {
  const [own, ...rest] = panels.filter(({ type }) => type === 'tokenpath-tpbalance-panel');
  assert.equal(rest.length, 0);
  const [groups, gpus] = queriesOf(own);
  assert.deepEqual([groups.format, gpus.format], ['table', 'timeseries']);
  assert.deepEqual(gpus.by, [...(groups.by ?? []), 'gpu_index', 'gpu_uuid']);
  assert.ok(gpus.fields?.every((field) => CHART_FIGURES.some((id) => id === field)));
});

test('panels do not overlap', () => {
  const cells = panels.flatMap(({ gridPos }) => {
    const { x, y, w, h } = gridPos ?? { x: 0, y: 0, w: 0, h: 0 };
    return Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`);
  });
  assert.equal(new Set(cells).size, cells.length);
});

test('variables are scoped by those before them', () => {
  assert.deepEqual(
    variables.map(({ name }) => name),
    ['datasource', 'cluster', 'model', 'namespace', 'pod']
  );
});

test('the dashboard and Fleet lead to each other, with time and variables', () => {
  const leadsTo = (from: Dashboard, uid: string) => (from.links ?? []).find(({ url }) => url === `/d/${uid}`);
  for (const found of [leadsTo(dashboard, 'tokenpath-fleet'), leadsTo(fleet().build(), 'tokenpath-distributed')]) {
    assert.equal(found?.keepTime, true);
    assert.equal(found?.includeVars, true);
  }
});
