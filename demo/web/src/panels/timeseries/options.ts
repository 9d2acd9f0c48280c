import type { OptionsWithLegend, OptionsWithTooltip } from '@grafana/schema';
import { LegendDisplayMode, SortOrder, TooltipDisplayMode } from '@grafana/schema';

/** Options of Grafana's time series panel that the stand-in understands. */
export type TimeSeriesOptions = OptionsWithLegend & OptionsWithTooltip;

/** Their defaults in Grafana. */
export const timeSeriesDefaults: TimeSeriesOptions = {
  legend: { displayMode: LegendDisplayMode.List, placement: 'bottom', showLegend: true, calcs: [] },
  tooltip: { mode: TooltipDisplayMode.Single, sort: SortOrder.None },
};
