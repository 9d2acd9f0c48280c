import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Dashboard, type Panel, type VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';

import { FIGURES } from '../../src/panels/tenantcost/model/figures';
import { type CostOptions, VIEWS } from '../../src/panels/tenantcost/options/options';
import { type Query } from '../../src/shared/types.gen';

import { costDashboard } from './cost/dashboard';
import { fleet } from './fleet/dashboard';

const dashboard: Dashboard = costDashboard().build();
const panels = (dashboard.panels ?? []) as Panel[];
const variables: VariableModel[] = dashboard.templating?.list ?? [];
const queryOf = (panel: Panel) => (panel.targets ?? [])[0] as unknown as Query;
const own = panels.filter(({ type }) => type === 'tokenpath-tenantcost-panel');

test('identity: title and uid stay, because Grafana matches an app dashboard by them', () => {
  assert.equal(dashboard.title, 'Tenant cost and capacity');
  assert.equal(dashboard.uid, 'tokenpath-cost');
});

test('every panel says what it tells, and asks what the variables scope', () => {
  for (const panel of panels) {
    assert.ok((panel.description ?? '').length > 40, `${panel.title} has no description`);
    assert.deepEqual(panel.datasource, { type: 'tokenpath-correlation-datasource', uid: '${datasource}' });
    const values = queryOf(panel).filters?.flatMap((filter) => filter.values) ?? [];
    assert.deepEqual(values.slice(0, 3), ['$cluster', '$model', '$namespace'], panel.title);
  }
});

test('bills follow the variable of the basis, and those by tenant the variable of tenants', () => {
  assert.equal(own.length, 7);
  for (const panel of own) {
    const { queryType, version, basis, by = [], fields = [], filters = [] } = queryOf(panel);
    assert.deepEqual({ queryType, version, basis }, { queryType: 'cost', version: 1, basis: '$basis' });
    assert.equal(
      filters.some(({ label, values }) => label === 'tenant' && values.includes('$tenant')),
      by.includes('tenant'),
      panel.title
    );
    assert.ok(
      fields.every((field) => FIGURES.some((id) => id === field)),
      fields.join()
    );
  }
  const basis = variables.find(({ name }) => name === 'basis');
  assert.deepEqual(
    basis?.options?.map(({ value }) => value),
    ['effective', 'usage']
  );
});

test('every view of the panel is there, with the format that it draws', () => {
  const views = own.map((panel) => (panel.options as CostOptions).view);
  assert.deepEqual([...new Set(views)].sort(), [...VIEWS].sort());
  own
    .filter((_, at) => views[at] === 'time')
    .forEach((panel) => assert.equal(queryOf(panel).format, 'timeseries', panel.title));
});

test('the month is asked for whatever the dashboard’s range is, over time, so that it says from when there is data', () => {
  const month = own.find(({ title }) => title === 'This month');
  assert.equal(month?.timeFrom, 'now/M');
  assert.equal(month && queryOf(month).format, 'timeseries');
});

test('panels do not overlap', () => {
  const cells = panels.flatMap(({ gridPos }) => {
    const { x, y, w, h } = gridPos ?? { x: 0, y: 0, w: 0, h: 0 };
    return Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`);
  });
  assert.equal(new Set(cells).size, cells.length);
});

test('this dashboard and Fleet lead to each other, with time and variables', () => {
  const leadsTo = (from: Dashboard, uid: string) => (from.links ?? []).find(({ url }) => url === `/d/${uid}`);
  for (const found of [leadsTo(dashboard, 'tokenpath-fleet'), leadsTo(fleet().build(), 'tokenpath-cost')]) {
    assert.equal(found?.keepTime, true);
    assert.equal(found?.includeVars, true);
  }
});
