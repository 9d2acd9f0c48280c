import { useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { type ChartSeries } from '../../../../shared/panel/chart/series';
import { useHidden } from '../../../../shared/panel/legend/useHidden';
import { linksOfField } from '../../../../shared/panel/model/figure';
import { unitFor } from '../../model/display';
import { nameOf, type PriceId } from '../../model/figures';
import { lineLooks, linesOf } from '../../model/priceLines';
import { keyLabels, type TimeRows } from '../../model/rows';
import { lineLegend, lineTooltip } from '../../model/timeWords';
import { type BlockProps } from '../block/blockProps';

import { ChartFrame } from './ChartFrame';

interface Props extends BlockProps {
  all: TimeRows;
  id: PriceId;
}

/** A price over time, a line per row. Prices are never stacked. */
export function PriceLines({ all, id, ...props }: Props) {
  const theme = useTheme2();
  const { part, block, options } = props;
  const [hidden, toggle] = useHidden();
  const lines = useMemo(() => linesOf(all, id), [all, id]);
  const looks = useMemo(() => lineLooks(theme, lines, id, keyLabels(part.by)), [theme, lines, id, part.by]);
  const seen = useMemo(() => lines.filter(({ key }) => !hidden.has(key)), [lines, hidden]);
  const series = useMemo(
    () =>
      seen.map(({ key, columns }): ChartSeries => {
        const { colour, dash } = looks(key);
        return { id: key, kind: 'line', values: columns[id] ?? [], colour, dash };
      }),
    [seen, looks, id]
  );
  return (
    <ChartFrame
      {...props}
      name={nameOf(id)}
      times={all.times}
      series={series}
      unit={unitFor(id, lines[0]?.fields[id], block.currency)}
      legend={lineLegend(lines, looks, { id, currency: block.currency, steps: all.times.length }, options.legendValues)}
      hidden={hidden}
      onToggle={toggle}
      tooltip={(step) => lineTooltip(seen, looks, { id, currency: block.currency, step })}
      linksAt={(key, step) => linksOfField(lines.find((line) => line.key === key)?.fields[id], step)}
    />
  );
}
