import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

import { type LatencyOptions } from '../../src/panels/latency/options/options';

import { costDashboard } from './cost/dashboard';
import { distributedDashboard } from './distributed/dashboard';
import { fleet } from './fleet/dashboard';
import { gallery } from './gallery/dashboard';
import { kvcacheDashboard } from './kvcache/dashboard';
import { latencyDashboard } from './latency/dashboard';
import { LINKED } from './lib/links';
import { isWellPlaced, partsOf } from './lib/rules';

const dashboard: Dashboard = gallery().build();
const { panels } = partsOf(dashboard);

test('identity: title and uid stay, because Grafana matches an app dashboard by them', () => {
  assert.equal(dashboard.title, 'Panel gallery');
  assert.equal(dashboard.uid, 'tokenpath-gallery');
});

test('panels have titles and places of their own', () => {
  assert.equal(new Set(panels.map(({ title }) => title)).size, panels.length);
  isWellPlaced(panels);
});

test('every view of the latency panel is there, in full and small', () => {
  const views = panels
    .filter(({ type }) => type === 'tokenpath-latency-panel')
    .map(({ options, title = '' }) => `${(options as LatencyOptions).view}${title.endsWith('small') ? ' small' : ''}`);
  for (const view of ['time', 'by', 'first', 'time small', 'by small', 'first small']) {
    assert.ok(views.includes(view), view);
  }
});

test('all dashboards lead to each other, with time and variables', () => {
  const all = [fleet(), latencyDashboard(), kvcacheDashboard(), costDashboard(), distributedDashboard(), gallery()].map(
    (builder) => builder.build()
  );
  assert.deepEqual(all.map(({ uid }) => uid).sort(), [...LINKED].sort());
  for (const { uid, links = [] } of all) {
    const kept = links.filter(({ keepTime, includeVars }) => keepTime && includeVars).map(({ url }) => url);
    assert.deepEqual(
      kept,
      LINKED.filter((other) => other !== uid).map((other) => `/d/${other}`)
    );
  }
});
