import { useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { stackSeries } from '../../../../shared/panel/chart/series';
import { useHidden } from '../../../../shared/panel/legend/useHidden';
import { linksOfField } from '../../../../shared/panel/model/figure';
import { stackOf } from '../../../../shared/panel/model/stack';
import { bandLook } from '../../model/bandLook';
import { budgetLevel } from '../../model/budgetLevel';
import { keyLabels, type TimeRows } from '../../model/rows';
import { bandsByPart } from '../../model/stackParts';
import { bandsByRow } from '../../model/stackRows';
import { bandLegend, bandTooltip } from '../../model/timeWords';
import { type BlockProps } from '../block/blockProps';

import { ChartFrame } from './ChartFrame';

interface Props extends BlockProps {
  all: TimeRows;
}

/** Money per hour, stacked: bands by row or by what it was for, what is no key's own on top. */
export function MoneyStack({ all, ...props }: Props) {
  const theme = useTheme2();
  const { part, block, options, timeRange, timeZone } = props;
  const { stack, budgets, legendValues } = options;
  const [hidden, toggle] = useHidden();
  const bands = useMemo(
    () => (stack === 'rows' ? bandsByRow(all, keyLabels(part.by)) : bandsByPart(all)),
    [stack, all, part.by]
  );
  const looks = useMemo(() => bandLook(theme, bands), [theme, bands]);
  const seen = useMemo(() => bands.filter(({ id }) => !hidden.has(id)), [bands, hidden]);
  const series = useMemo(
    () =>
      stackSeries(stackOf(seen), (id) => {
        const { colour, kind } = looks(id);
        return { colour, hatch: kind === 'hatch' };
      }),
    [seen, looks]
  );
  const level = budgetLevel(theme, budgets, seen, block.currency, { timeRange, timeZone });
  const rowOf = (id: string) => bands.find((band) => band.id === id)?.row;
  return (
    <ChartFrame
      {...props}
      name="Cost per hour"
      times={all.times}
      series={series}
      unit={`currency${block.currency}`}
      levels={level}
      legend={bandLegend(bands, looks, block.currency, legendValues)}
      hidden={hidden}
      onToggle={toggle}
      tooltip={(step) => bandTooltip(seen, looks, step, block.currency)}
      linksAt={(id, step) => linksOfField(rowOf(id)?.fields.cost_total, step)}
    />
  );
}
