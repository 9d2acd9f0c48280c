import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { FieldColorBuilder, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

import { type Top } from '../../../src/shared/types.gen';

import { correlate, dataSource, type Question } from './correlate';

// About a point every two minutes at the dashboard's own time range: trends stay calm, and a store reads less.
const MAX_DATA_POINTS = 200;
// Pods have long names; the whole of a cut one shows on hover.
const LEGEND_WIDTH = 170;

/** More lines than this cannot be told apart. */
export const MOST_LINES = 10;

/** The rows where a field is largest, in the mean over the time range. */
export const largest = (by: string): Top => ({ n: MOST_LINES, by });

/**
 * A line a series, the legend beside it; the tooltip lists all series, the largest first. Units come with the answer,
 * which knows them better than a dashboard.
 */
export function graph(title: string, description: string, question: Question): PanelBuilder {
  return graphOf(title, description, correlate({ format: 'timeseries', ...question }));
}

/** The same of any query. */
export function graphOf(title: string, description: string, target: Builder<Dataquery>): PanelBuilder {
  return new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(dataSource)
    .maxDataPoints(MAX_DATA_POINTS)
    .withTarget(target)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassic))
    .lineWidth(1)
    .fillOpacity(0)
    .showPoints(VisibilityMode.Never)
    .min(0)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Right)
        .width(LEGEND_WIDTH)
        .showLegend(true)
        .calcs([])
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
}
