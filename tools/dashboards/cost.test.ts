import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Dashboard, type Panel } from '@grafana/grafana-foundation-sdk/dashboard';

import { FIGURES } from '../../src/panels/tenantcost/model/figures';
import { type CostOptions, VIEWS } from '../../src/panels/tenantcost/options/options';

import { costDashboard } from './cost/dashboard';
import { isExplained, isLinkedWithFleet, isWellPlaced, partsOf, queriesOf } from './lib/rules';

const dashboard: Dashboard = costDashboard().build();
const { panels, variables } = partsOf(dashboard);
const queryOf = (panel: Panel) => queriesOf(panel)[0];
const own = panels.filter(({ type }) => type === 'tokenpath-tenantcost-panel');

test('identity: title and uid stay, because Grafana matches an app dashboard by them', () => {
  assert.equal(dashboard.title, 'Tenant cost and capacity');
  assert.equal(dashboard.uid, 'tokenpath-cost');
});

test('every panel says what it tells, and asks what the variables scope', () => {
  for (const panel of panels) {
    isExplained(panel);
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

test('the month is asked for whatever the dashboard’s range is, as a table for its sum and over time for when the data begins', () => {
  const month = own.find(({ title }) => title === 'This month');
  assert.equal(month?.timeFrom, 'now/M');
  assert.deepEqual(
    (month ? queriesOf(month) : []).map(({ format }) => format),
    ['table', 'timeseries']
  );
});

test('panels have places of their own', () => isWellPlaced(panels));

test('the dashboard and Fleet lead to each other, with time and variables', () => isLinkedWithFleet(dashboard));
