import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { type AxisLook } from '../../../../shared/panel/chart/config';
import { TimeChart, type TimeProps } from '../../../../shared/panel/chart/TimeChart';
import { linksOfField } from '../../../../shared/panel/model/figure';
import { TooltipTable } from '../../../../shared/panel/tooltip/TooltipTable';
import { Unseen } from '../../../../shared/panel/Unseen';
import { testIds } from '../../../../shared/testIds';
import { DETAIL } from '../../model/detail';
import { displayNameOf, formatOf } from '../../model/display';
import { type ChartFigure } from '../../model/figures';
import { type Change, type Incident } from '../../model/incidents';
import { type GroupSeries, type RankSeries } from '../../model/rankSeries';
import { seriesInWords } from '../../model/seriesWords';

import { marksOf, MEDIAN, oneRank, rankColour, spansOf } from './chartLook';
import { RankLabel } from './RankLabel';

interface Props extends TimeProps {
  id: ChartFigure;
  series: GroupSeries;
  one: RankSeries;
  axis: AxisLook;
  isStraggler: boolean;
  /** Those of this GPU. */
  incidents: Incident[];
  changes: Change[];
  width: number;
}

const TITLE = 18;

/** One GPU's figure over time against the median of its group, with its incidents shaded. */
export function RankChart({ id, series, one, axis, isStraggler, incidents, changes, width, ...time }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { rank, field, values } = one;
  const lines = useMemo(() => oneRank(one, series.median, theme, isStraggler), [one, series, theme, isStraggler]);
  const spans = useMemo(() => spansOf(incidents, theme), [incidents, theme]);
  const marks = useMemo(() => marksOf(changes, theme), [changes, theme]);
  const text = (value: number | null) => formatOf(id, field, value);
  return (
    <div role="group" aria-label={rank.name} style={{ width }} data-testid={testIds.balance.chart}>
      <div className={cx(styles.title, isStraggler && styles.straggler)}>
        <RankLabel rank={rank} />
        <span>{text(rank.figures[id] ?? null)}</span>
      </div>
      <Unseen>{seriesInWords(one, id, isStraggler)}</Unseen>
      <TimeChart
        {...time}
        times={series.times}
        series={lines}
        left={axis}
        spans={spans}
        marks={marks}
        width={width}
        height={DETAIL.chart - TITLE}
        linksAt={(key, step) => (key === MEDIAN ? [] : linksOfField(field, step))}
        tooltip={(step, title, links) => (
          <TooltipTable
            title={title}
            of={displayNameOf(id, { [id]: field })}
            lines={[
              {
                id: rank.key,
                name: rank.name,
                value: text(values[step]),
                look: { kind: 'line', colour: rankColour(theme, isStraggler) },
                strong: true,
              },
              {
                id: MEDIAN,
                name: 'Median of the group',
                value: text(series.median[step]),
                look: { kind: 'line', colour: theme.colors.text.secondary, dash: [4, 3] },
              },
            ]}
            links={links}
          />
        )}
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
