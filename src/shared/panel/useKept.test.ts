import { createDataFrame, type DataFrame, LoadingState, type PanelData } from '@grafana/data';
import { renderHook } from '@testing-library/react';

import { timeRange } from './testing/panelProps';
import { useKeptData } from './useKept';

const frame = createDataFrame({ fields: [] });
const dataIn = (state: LoadingState, series: DataFrame[]): PanelData => ({ state, series, timeRange });

function shown(first: PanelData) {
  const view = renderHook(({ data }) => useKeptData(data), { initialProps: { data: first } });
  return {
    now: () => view.result.current,
    then: (data: PanelData) => {
      view.rerender({ data });
      return view.result.current;
    },
  };
}

describe('the data that a panel shows', () => {
  it('are the old ones until an answer has come, also where Grafana hands them out again', () => {
    const old = dataIn(LoadingState.Done, [frame]);
    const { then } = shown(old);
    expect(then(dataIn(LoadingState.Loading, []))).toBe(old);
    expect(then(dataIn(LoadingState.Loading, [frame]))).toBe(old);
    const news = dataIn(LoadingState.Done, []);
    expect(then(news)).toBe(news);
    const failed = dataIn(LoadingState.Error, []);
    expect(then(failed)).toBe(failed);
    expect(then(dataIn(LoadingState.Loading, []))).toBe(failed);
  });

  it('are the first ones, whatever their state, before any answer', () => {
    const first = dataIn(LoadingState.Loading, []);
    const { now, then } = shown(first);
    expect(now()).toBe(first);
    const part = dataIn(LoadingState.Loading, [frame]);
    expect(then(part)).toBe(part);
  });
});
