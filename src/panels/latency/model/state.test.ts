import { createDataFrame, FieldType, LoadingState, type PanelData } from '@grafana/data';

import { errorOf } from '../../../shared/panel/model/state';
import { constant, fullCoverage, slow, tableFrame, timeFrame } from '../testing/frames';

import { type View } from '../options/options';

import { readAnswer } from './answer';
import { messageOf } from './message';
import { stateOf } from './state';

const time = timeFrame([{ values: constant(slow, 2) }]);
const counted = timeFrame([{ values: { ...constant(slow, 2), requests: [1, 1] } }]);
const table = tableFrame([{ labels: { pod: 'a' }, values: slow }]);
const foreign = createDataFrame({ meta: { custom: { queryType: 'correlate' } }, fields: [] });
const empty = timeFrame([], {
  coverage: {
    ...fullCoverage,
    empty: [
      { operand: 'queue', reason: 'not-reported', systems: ['tgi'] },
      { operand: 'e2e', reason: 'no-series', looked_for: ['vllm:e2e_request_latency_seconds'] },
    ],
  },
});

const data = (series: PanelData['series'], more: Partial<PanelData> = {}): PanelData => ({
  state: LoadingState.Done,
  series,
  timeRange: {} as PanelData['timeRange'],
  ...more,
});
const state = (series: PanelData['series'], view: View = 'time', more: Partial<PanelData> = {}) =>
  stateOf(data(series, more), readAnswer(series), view);
const numeric = createDataFrame({
  meta: { custom: { queryType: 'latency', format: 'numeric', by: [] } },
  fields: [{ name: 'e2e', type: FieldType.number, values: [1] }],
});

describe('stateOf', () => {
  it('draws the answer that the view needs', () => {
    expect(state([time])).toMatchObject({ kind: 'picture', part: { format: 'timeseries' } });
    expect(state([time, table], 'by')).toMatchObject({ kind: 'picture', part: { format: 'table' } });
    expect(state([counted], 'by')).toMatchObject({ kind: 'picture', part: { format: 'timeseries' } });
    expect(state([foreign, time])).toMatchObject({ kind: 'picture' });
  });

  it('draws what is there although another query failed', () => {
    const failed = { state: LoadingState.Error, errors: [{ message: 'refused' }] };
    expect(state([time], 'time', failed)).toMatchObject({ kind: 'picture' });
    expect(state([], 'time', failed)).toEqual({ kind: 'error', message: 'refused' });
    expect(errorOf(data([], { state: LoadingState.Error }))).toBe('The query failed.');
  });

  it('says what is in the way', () => {
    expect(state([], 'time', { state: LoadingState.Loading })).toEqual({ kind: 'loading' });
    expect(state([time], 'by')).toEqual({ kind: 'uncounted' });
    expect(state([table])).toEqual({ kind: 'format', format: 'table' });
    expect(state([numeric], 'by')).toEqual({ kind: 'format', format: 'numeric' });
    expect(state([foreign, foreign])).toEqual({ kind: 'wrong', found: ['correlate'] });
    expect(state([empty])).toMatchObject({ kind: 'empty', reasons: [{ operand: 'queue' }, { operand: 'e2e' }] });
    expect(state([])).toEqual({ kind: 'empty', reasons: [] });
  });
});

describe('messageOf', () => {
  const message = (series: PanelData['series'], view: View = 'time') => {
    const found = state(series, view);
    return found.kind === 'picture' ? undefined : messageOf(found, view);
  };

  it('gives the reason of an empty answer, the end-to-end time’s where there is one, and the names to copy', () => {
    expect(message([empty])).toMatchObject({
      text: ['End to end: No such series. Names looked for: vllm:e2e_request_latency_seconds.'],
      copy: { text: 'vllm:e2e_request_latency_seconds' },
      step: { id: 'wider' },
    });
    const other = timeFrame([], {
      coverage: { ...fullCoverage, empty: [{ operand: 'ttft_p95', reason: 'no-samples' }] },
    });
    expect(message([other])?.text[0]).toContain('TTFT p95: Its series exist');
    expect(message([])?.copy).toBeUndefined();
  });

  it('names the query type to choose, with a query to copy', () => {
    const wrong = message([foreign]);
    expect(wrong?.text[0]).toContain('query type correlate');
    expect(wrong?.text[0]).toContain('“Latency”');
    expect(JSON.parse(wrong?.copy?.text ?? '')).toMatchObject({ queryType: 'latency', version: 1 });
    expect(message([createDataFrame({ fields: [] })])?.text[0]).toContain('another data source');
  });

  it('says that there is no time to first token where only phases came', () => {
    expect(message([table], 'first')).toMatchObject({ title: 'No time to first token in this time range' });
    expect(message([timeFrame([{ values: { ttft_mean: [1], requests: [1] } }])], 'first')).toBeUndefined();
  });

  it('asks for the requests where steps are to be put together', () => {
    expect(message([time], 'by')?.text[0]).toContain('“requests”');
  });

  it('offers the view by label for a table, and another format for a numeric answer', () => {
    expect(message([table])?.step?.id).toBe('by-label');
    expect(message([numeric])?.text[0]).toContain('time series or table');
  });
});
