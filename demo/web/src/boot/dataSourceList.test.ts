import type { DataSourceInstanceSettings } from '@grafana/data';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterDataSources } from './dataSourceList';

function source(name: string, type: string, meta: object): DataSourceInstanceSettings {
  return { uid: name, name, type, meta: { id: type, ...meta } } as DataSourceInstanceSettings;
}

const all = [
  source('Tokenpath', 'tokenpath-correlation-datasource', { metrics: true, alerting: true }),
  source('Prometheus', 'prometheus', { metrics: true }),
  source('Hidden', 'notes', {}),
];

function names(filters: Parameters<typeof filterDataSources>[1]): string[] {
  return filterDataSources(all, filters).map((item) => item.name);
}

test('data sources that cannot be queried are left out, unless all are asked for', () => {
  assert.deepEqual(names({}), ['Prometheus', 'Tokenpath']);
  assert.deepEqual(names({ all: true }), ['Hidden', 'Prometheus', 'Tokenpath']);
});

test('the list can be narrowed by type, plugin, capability and own filter', () => {
  assert.deepEqual(names({ type: 'prometheus' }), ['Prometheus']);
  assert.deepEqual(names({ type: ['prometheus', 'loki'] }), ['Prometheus']);
  assert.deepEqual(names({ pluginId: 'tokenpath-correlation-datasource' }), ['Tokenpath']);
  assert.deepEqual(names({ alerting: true }), ['Tokenpath']);
  assert.deepEqual(names({ filter: (item) => item.name.startsWith('P') }), ['Prometheus']);
});
