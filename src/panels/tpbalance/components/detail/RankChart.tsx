import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { linksOfField } from '../../../../shared/panel/model/figure';
import { type TooltipLine } from '../../../../shared/panel/tooltip/TooltipTable';
import { Unseen } from '../../../../shared/panel/Unseen';
import { testIds } from '../../../../shared/testIds';
import { DETAIL } from '../../model/detail';
import { formatOf } from '../../model/display';
import { type GroupSeries, type RankSeries } from '../../model/rankSeries';
import { seriesInWords } from '../../model/seriesWords';

import { MEDIAN, MEDIAN_NAME, medianLook, oneRank, rankColour } from './chartLook';
import { FigureChart, type FigureProps } from './FigureChart';
import { RankLabel } from './RankLabel';

interface Props extends FigureProps {
  series: GroupSeries;
  one: RankSeries;
  isStraggler: boolean;
}

const TITLE = 18;

/** One GPU's figure over time against the median of its group, with its incidents shaded. */
export function RankChart({ series, one, isStraggler, ...rest }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { rank, field, values } = one;
  const lines = useMemo(() => oneRank(one, series.median, theme, isStraggler), [one, series, theme, isStraggler]);
  const { id, width } = rest;
  const text = (value: number | null) => formatOf(id, field, value);
  const linesAt = (step: number): TooltipLine[] => [
    {
      id: rank.key,
      name: rank.name,
      value: text(values[step]),
      look: { kind: 'line', colour: rankColour(theme, isStraggler) },
      strong: true,
    },
    { id: MEDIAN, name: MEDIAN_NAME, value: text(series.median[step]), look: medianLook(theme) },
  ];
  return (
    <div role="group" aria-label={rank.name} style={{ width }} data-testid={testIds.balance.chart}>
      <div className={cx(styles.title, isStraggler && styles.straggler)}>
        <RankLabel rank={rank} />
        <span>{text(rank.figures[id] ?? null)}</span>
      </div>
      <Unseen>{seriesInWords(one, id, isStraggler)}</Unseen>
      <FigureChart
        {...rest}
        times={series.times}
        lines={lines}
        field={field}
        height={DETAIL.chart - TITLE}
        linesAt={linesAt}
        linksAt={(key, step) => (key === MEDIAN ? [] : linksOfField(field, step))}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    height: TITLE,
    paddingRight: theme.spacing(1),
    lineHeight: `${TITLE}px`,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  }),
  straggler: css({ color: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
});
