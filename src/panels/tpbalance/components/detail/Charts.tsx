import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useCallback, useMemo, useState } from 'react';

import { type TimeProps } from '../../../../shared/panel/chart/TimeChart';
import { DETAIL, type DetailLayout } from '../../model/detail';
import { CHART_FIGURES, type ChartFigure } from '../../model/figures';
import { type Group } from '../../model/groups';
import { changesOf, incidentsOf } from '../../model/incidents';
import { figuresOverTime, rankSeries, type RankSeries } from '../../model/rankSeries';
import { isStraggler } from '../../model/straggler';
import { type View } from '../view';

import { axisOf } from './chartLook';
import { FigureChoice } from './FigureChoice';
import { GroupChart } from './GroupChart';
import { RankChart } from './RankChart';

interface Props {
  group: Group;
  view: View;
  layout: DetailLayout;
  width: number;
  time: TimeProps;
}

/** A figure of a group's GPUs over time: a chart for each, or one for all. */
export function Charts({ group, view, layout, width, time }: Props) {
  const styles = useStyles2(getStyles);
  const { answer, options } = view;
  const figures = useMemo(() => figuresOverTime(answer, CHART_FIGURES), [answer]);
  const [wanted, setWanted] = useState<ChartFigure>(options.chart);
  const id = figures.includes(wanted) ? wanted : (figures[0] ?? wanted);
  const series = useMemo(() => rankSeries(answer, group, id), [answer, group, id]);
  const [incidents, changes] = useMemo(() => [incidentsOf(group), changesOf(group)], [group]);
  const stands = useCallback(({ rank }: RankSeries) => isStraggler(group, rank), [group]);
  return (
    <>
      <div className={styles.head}>
        <FigureChoice figures={figures} chosen={id} width={width} onChoose={setWanted} />
      </div>
      <div className={styles.charts} style={{ height: layout.chartsHeight }}>
        {!series && 'The answer over time has no such figure of these GPUs.'}
        {series && layout.charts === 'together' && (
          <GroupChart
            {...time}
            id={id}
            series={series}
            axis={axisOf(series, id)}
            isStraggler={stands}
            incidents={incidents}
            changes={changes}
            width={width}
          />
        )}
        {series &&
          layout.charts === 'each' &&
          series.ranks.map((one) => (
            <RankChart
              {...time}
              key={one.rank.key}
              id={id}
              series={series}
              one={one}
              axis={axisOf(series, id)}
              isStraggler={stands(one)}
              incidents={incidents.filter(({ rank }) => rank === one.rank.key)}
              changes={changes.filter(({ rank }) => rank === one.rank.key)}
              width={layout.chartWidth}
            />
          ))}
      </div>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({ height: DETAIL.head, display: 'flex', alignItems: 'center' }),
  charts: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignContent: 'flex-start',
    gap: DETAIL.gap,
    color: theme.colors.text.secondary,
  }),
});
