import { DataTopic, dateTime, FieldType, LoadingState, toDataFrame } from '@grafana/data';
import type { DataQueryRequest } from '@grafana/data';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addPacket, initialState } from './packets';

const now = dateTime(0);
const range = { from: now, to: now, raw: { from: now, to: now } };
const request = { range, targets: [] } as unknown as DataQueryRequest;

function frame(refId: string, value: number, topic?: DataTopic) {
  const fields = [{ name: 'value', type: FieldType.number, values: [value] }];
  return toDataFrame({ refId, fields, meta: topic ? { dataTopic: topic } : undefined });
}

test('a request begins as loading, without series', () => {
  const { panelData } = initialState(request);
  assert.equal(panelData.state, LoadingState.Loading);
  assert.equal(panelData.timeRange, range);
  assert.deepEqual(panelData.series, []);
});

test('one packet without a state is the whole answer', () => {
  const { panelData } = addPacket(initialState(request), { data: [frame('A', 1)] });
  assert.equal(panelData.state, LoadingState.Done);
  assert.equal(panelData.series.length, 1);
  assert.equal(panelData.errors, undefined);
});

test('packets add up by key, and a newer one replaces its former', () => {
  let state = addPacket(initialState(request), { data: [frame('A', 1)], state: LoadingState.Loading });
  state = addPacket(state, { data: [frame('B', 2)], state: LoadingState.Loading });
  state = addPacket(state, { data: [frame('A', 3)] });
  assert.deepEqual(state.panelData.series.map((series) => series.fields[0].values[0]), [3, 2]);
  assert.equal(state.panelData.state, LoadingState.Done);
});

test('frames of the annotation topic stand apart from the series', () => {
  const data = [frame('A', 1), frame('A', 2, DataTopic.Annotations)];
  const { panelData } = addPacket(initialState(request), { data });
  assert.equal(panelData.series.length, 1);
  assert.equal(panelData.annotations?.length, 1);
});

test('one failed query makes an error and leaves the others their series', () => {
  const error = { refId: 'B', message: 'endpoint down' };
  const { panelData } = addPacket(initialState(request), { data: [frame('A', 1)], error, errors: [error] });
  assert.equal(panelData.state, LoadingState.Error);
  assert.deepEqual(panelData.errors, [error]);
  assert.equal(panelData.error, error);
  assert.equal(panelData.series.length, 1);
});

test("a variable's values pass through as they are", () => {
  const data = [{ text: 'prod-eu', value: 'prod-eu' }];
  assert.deepEqual(addPacket(initialState(request), { data }).panelData.series, data);
});
