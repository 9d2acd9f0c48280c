import { type DataFrame, dateTime, EventBusSrv, LoadingState, type PanelProps, type TimeRange } from '@grafana/data';

import { START } from './start';

export { START };

/** Two minutes from there. */
export const timeRange: TimeRange = {
  from: dateTime(START),
  to: dateTime(START + 120_000),
  raw: { from: '', to: '' },
};

/** What Grafana gives a panel that is 900 × 400 pixels large and has its answer. */
export function panelProps<T>(series: DataFrame[], options: T): PanelProps<T> {
  return {
    id: 1,
    title: 'Panel',
    transparent: false,
    data: { state: LoadingState.Done, series, timeRange },
    options,
    fieldConfig: { defaults: {}, overrides: [] },
    width: 900,
    height: 400,
    timeRange,
    timeZone: 'utc',
    renderCounter: 0,
    eventBus: new EventBusSrv(),
    replaceVariables: (text) => text,
    onOptionsChange: jest.fn(),
    onFieldConfigChange: jest.fn(),
    onChangeTimeRange: jest.fn(),
  };
}
