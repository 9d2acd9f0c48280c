import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
  VizOrientation,
  VizTextDisplayOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';

import { columns, type Column } from './columns';
import { correlate, dataSource, type Question } from './correlate';

/** How rows become figures: one figure a row and column, or the sum of each column's rows. */
export type Reduction = 'each' | 'sum';

/** Figures over the whole time range, side by side; each column of the table query gives one. */
export function figures(
  title: string,
  description: string,
  question: Question,
  shown: Column[],
  reduction: Reduction
): PanelBuilder {
  return figuresOf(title, description, correlate({ format: 'table', ...question }), shown, reduction);
}

/** The same of any table query. */
export function figuresOf(
  title: string,
  description: string,
  target: Builder<Dataquery>,
  shown: Column[],
  reduction: Reduction
): PanelBuilder {
  return (
    new PanelBuilder()
      .title(title)
      .description(description)
      .datasource(dataSource)
      .withTarget(target)
      .withTransformation(columns(shown))
      .reduceOptions(
        new ReduceDataOptionsBuilder()
          .values(reduction === 'each')
          .calcs([reduction === 'each' ? 'lastNotNull' : 'sum'])
          .fields('')
      )
      .text(new VizTextDisplayOptionsBuilder().titleSize(14).valueSize(28))
      .orientation(VizOrientation.Vertical)
      // Names above their values, in all of them or in none.
      .wideLayout(false)
      .textMode(BigValueTextMode.ValueAndName)
      .colorMode(BigValueColorMode.None)
      .graphMode(BigValueGraphMode.None)
      .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([{ color: 'text', value: null }]))
      .noValue('n/a')
  );
}
