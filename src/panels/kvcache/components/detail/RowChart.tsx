import { useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { ChartWithLegend } from '../../../../shared/panel/chart/ChartWithLegend';
import { type ChartSeries, type TimeSpan } from '../../../../shared/panel/chart/series';
import { TimeChart } from '../../../../shared/panel/chart/TimeChart';
import { Legend, type LegendEntry } from '../../../../shared/panel/legend/Legend';
import { useHidden } from '../../../../shared/panel/legend/useHidden';
import { lastOf } from '../../../../shared/panel/model/column';
import { colourOfField, limitsOfField, linksOfField } from '../../../../shared/panel/model/figure';
import { TooltipTable } from '../../../../shared/panel/tooltip/TooltipTable';
import { type FigureId, unitOf } from '../../model/figures';
import { lineLook } from '../../model/looks';
import { type Row } from '../../model/rows';
import { nameIn, textOfValue, textsAtStep } from '../../model/text';
import { wordsOf } from '../../model/verdicts';
import { type RowContext } from '../context';
import { DETAIL_LEFT } from '../layout';

interface Props {
  row: Row;
  /** Figures of one unit. */
  ids: readonly FigureId[];
  context: RowContext;
  height: number;
}

/** Narrower than this, the vertical axis takes what its labels need. */
const AXIS_FROM = 50;

/** Figures of an open row as lines over time, the spells of its verdicts shaded. */
export function RowChart({ row, ids, context, height }: Props) {
  const theme = useTheme2();
  const [hidden, toggle] = useHidden();
  const { picture, part, layout, timeRange, timeZone, onChangeTimeRange } = context;
  const { steps, judgement } = row;

  const looks = useMemo(
    () =>
      ids.map((id) => {
        const look = lineLook(theme, id);
        return { id, look: { ...look, colour: colourOfField(theme, steps?.fields[id], look.colour) } };
      }),
    [ids, steps, theme]
  );
  const series = useMemo(
    () =>
      looks
        .filter(({ id }) => !hidden.has(id))
        .reverse()
        .map(({ id, look: { colour, dash, width } }): ChartSeries => {
          return { id, kind: 'line', colour, dash, width, values: steps?.columns[id] ?? [] };
        }),
    [looks, hidden, steps]
  );
  const spans = useMemo(
    () =>
      judgement.spells.map(({ verdict, from, to }): TimeSpan => {
        const colour = wordsOf(verdict).level === 'bad' ? theme.colors.error.main : theme.colors.warning.main;
        return { from, to, colour };
      }),
    [judgement, theme]
  );
  const entries = looks.map(({ id, look }): LegendEntry => {
    const newest = lastOf(steps?.columns[id]);
    const { text } = textOfValue({ ...row, range: undefined }, id, newest, part);
    return { id, name: nameIn(row, id), look, values: [`last ${text}`], drawn: newest !== null };
  });

  const [first] = ids;
  const unit = steps?.fields[first]?.config.unit ?? unitOf(first, true);
  const levels = limitsOfField(theme, steps?.fields[first]);
  // The lines stand under the strip, so that one instant is one place in both.
  const axis = layout.label - DETAIL_LEFT;
  const axisWidth = layout.picture > 0 && axis >= AXIS_FROM ? { width: axis } : {};
  const width = layout.label + (layout.picture || 0) - DETAIL_LEFT;
  return (
    <div role="group" aria-label={`${ids.map((id) => nameIn(row, id)).join(', ')} of ${row.label} over time`}>
      <ChartWithLegend
        width={width}
        height={height}
        placement="bottom"
        legend={<Legend entries={entries} hidden={hidden} onToggle={toggle} />}
      >
        {(chartWidth, chartHeight) => (
          <TimeChart
            times={picture.times}
            series={series}
            left={{ unit, ...axisWidth, ...(unit === 'percentunit' ? { min: 0, max: 1, decimals: 0 } : {}) }}
            levels={levels}
            spans={spans}
            width={chartWidth}
            height={chartHeight}
            timeRange={timeRange}
            timeZone={timeZone}
            onChangeTimeRange={onChangeTimeRange}
            tooltip={(step, title, links) => (
              <TooltipTable
                title={title}
                of={row.label}
                lines={textsAtStep(row, step, ids, part).map(({ id, name, text, note }) => ({
                  id,
                  name,
                  value: text,
                  note,
                  look: looks.find((one) => one.id === id)?.look,
                }))}
                links={links}
              />
            )}
            linksAt={(id, step) => linksOfField(steps?.fields[ids.find((one) => one === id) ?? first], step)}
          />
        )}
      </ChartWithLegend>
    </div>
  );
}
