import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { type TimeProps } from '../../../../shared/panel/chart/TimeChart';
import { testIds } from '../../../../shared/testIds';
import { DETAIL, type DetailLayout } from '../../model/detail';
import { type Group } from '../../model/groups';
import { changesOf } from '../../model/incidents';
import { groupName } from '../../model/names';
import { collectivesOf, stagesOf } from '../../model/pipeline';
import { type View } from '../view';

import { Changes } from './Changes';
import { Charts } from './Charts';
import { Collectives } from './Collectives';
import { QueryHint } from './QueryHint';
import { RankFigures } from './RankFigures';
import { Stages } from './Stages';

interface Props {
  group: Group;
  view: View;
  layout: DetailLayout;
  width: number;
  time: TimeProps;
}

/** What an opened row shows: its GPUs over time, pipeline stages, collectives, changes, and all figures. */
export function GroupDetail({ group, view, layout, width, time }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div
      role="group"
      aria-label={`GPUs of ${groupName(group)}`}
      className={styles.detail}
      style={{ height: layout.height }}
      data-testid={testIds.balance.detail}
    >
      {layout.noteHeight > 0 && (
        <div className={styles.note} style={{ height: layout.noteHeight }} title={group.facts?.note}>
          {group.facts?.note}
        </div>
      )}
      {layout.charts === 'none' ? (
        <QueryHint height={layout.chartsHeight} />
      ) : (
        <Charts group={group} view={view} layout={layout} width={width} time={time} />
      )}
      {layout.stagesHeight > 0 && <Stages stages={stagesOf(group)} height={layout.stagesHeight} />}
      {layout.collectivesHeight > 0 && (
        <Collectives collectives={collectivesOf(group)} height={layout.collectivesHeight} />
      )}
      {layout.changesHeight > 0 && (
        <Changes changes={changesOf(group)} clock={view.clock} height={layout.changesHeight} />
      )}
      {layout.figuresHeight > 0 && <RankFigures group={group} height={layout.figuresHeight} />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  detail: css({
    padding: `${DETAIL.padding}px 0 ${DETAIL.padding}px 24px`,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    overflow: 'hidden',
  }),
  note: css({
    color: theme.colors.text.secondary,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  }),
});
