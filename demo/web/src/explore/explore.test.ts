import { FieldType, toDataFrame } from '@grafana/data';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shapeOf } from './shape';
import { readExploreState } from './urlState';

const time = { name: 'time', type: FieldType.time, values: [1] };
const value = { name: 'value', type: FieldType.number, values: [1] };

test("Grafana's panes give data source, query and range", () => {
  const pane = { datasource: 'tokenpath', queries: [{ refId: 'B' }], range: { from: 'now-3h', to: 'now' } };
  const state = readExploreState(`?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify({ x: pane }))}`);
  assert.deepEqual(state, { dataSource: 'tokenpath', query: { refId: 'B' }, from: 'now-3h', to: 'now' });
});

test('the older address with one pane is read too', () => {
  const left = { datasource: 'tokenpath', queries: [{ refId: 'A' }], range: { from: 'now-1h', to: 'now' } };
  const state = readExploreState(`?left=${encodeURIComponent(JSON.stringify(left))}`);
  assert.deepEqual([state.dataSource, state.query, state.from], ['tokenpath', { refId: 'A' }, 'now-1h']);
});

test('absolute instants in epoch milliseconds are understood', () => {
  const pane = { datasource: 'tokenpath', range: { from: '1763805600000', to: '1763809200000' } };
  const state = readExploreState(`?panes=${encodeURIComponent(JSON.stringify({ x: pane }))}`);
  assert.deepEqual([state.from, state.to], ['2025-11-22T10:00:00.000Z', '2025-11-22T11:00:00.000Z']);
});

test('a plain address and a broken one begin with an empty query', () => {
  assert.equal(readExploreState('?datasource=tokenpath').dataSource, 'tokenpath');
  assert.equal(readExploreState('?panes={').query, undefined);
});

test('a frame says what it is best shown as; otherwise time and number make a graph', () => {
  assert.equal(shapeOf([toDataFrame({ fields: [time, value] })]), 'graph');
  assert.equal(shapeOf([toDataFrame({ fields: [value] })]), 'table');
  assert.equal(shapeOf([toDataFrame({ fields: [time, value], meta: { preferredVisualisationType: 'table' } })]), 'table');
});
