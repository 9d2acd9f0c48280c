import type { PanelPlugin } from '@grafana/data';
import { barGaugePlugin } from './bargauge/plugin';
import { statPlugin } from './stat/plugin';
import { tablePlugin } from './table/plugin';
import { textPlugin } from './text/plugin';
import { timeSeriesPlugin } from './timeseries/plugin';

/** Stand-ins for Grafana's core panels by id: none of the real ones is on npm. */
export const standIns: Record<string, (() => PanelPlugin) | undefined> = {
  timeseries: timeSeriesPlugin,
  stat: statPlugin,
  table: tablePlugin,
  text: textPlugin,
  bargauge: barGaugePlugin,
  gauge: barGaugePlugin,
};
