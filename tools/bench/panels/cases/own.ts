import { START } from '../../../../src/shared/panel/testing/start';

import { latencyTable, latencyTime } from './latency';
import { type Case, drawn } from './make';

/** Grafana's own pictures of such frames, to compare with. */
export function ownCases(): Case[] {
  const time = { panel: 'timeseries', start: START };
  return [
    drawn({ ...time, name: 'Grafana’s time series', of: '100 series × 100 steps', steps: 100 }, [latencyTime(10, 100)]),
    drawn({ ...time, name: 'Grafana’s time series', of: '10 series × 1,000 steps', steps: 1000 }, [
      latencyTime(1, 1000),
    ]),
    drawn({ ...time, panel: 'table', name: 'Grafana’s table', of: 'a table of 1,000 rows', scrolls: true }, [
      latencyTable(1000),
    ]),
  ];
}
