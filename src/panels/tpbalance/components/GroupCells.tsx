import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { limitColour, linksOfField } from '../../../shared/panel/model/figure';
import { atMost, formatMoney, formatOf } from '../model/display';
import { type FigureId } from '../model/figures';
import { type Group } from '../model/groups';
import { rowLine, type RowLine } from '../model/rowLine';

import { CellStrip } from './CellStrip';
import { FigureCell } from './FigureCell';
import { IncidentStrip } from './IncidentStrip';
import { ROW } from './layout';
import { RowName } from './RowName';
import { type View } from './view';

interface Props {
  group: Group;
  view: View;
  isOpen: boolean;
  onToggle: () => void;
}

const textOf = {
  spread: ({ fields, figures }: Group) => formatOf('spread', fields.spread, figures.spread),
  lost_gpu_seconds: ({ fields, figures }: Group) =>
    atMost(formatOf('lost_gpu_seconds', fields.lost_gpu_seconds, figures.lost_gpu_seconds), figures.lost_gpu_seconds),
  lost_money: ({ fields, figures, facts }: Group) =>
    atMost(formatMoney(fields.lost_money, figures.lost_money, facts?.currency), figures.lost_money),
} satisfies Partial<Record<FigureId, (group: Group) => string>>;

/** A row: the group's name, a cell for each GPU, when it happened, and what it cost. */
export function GroupCells({ group, view, isOpen, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { layout, clock } = view;
  const line = rowLine(group, clock);
  const figure = (id: keyof typeof textOf, width: number) => (
    <FigureCell
      text={textOf[id](group)}
      width={width}
      links={linksOfField(group.fields[id], group.index)}
      colour={limitColour(theme, group.fields[id], group.figures[id])}
    />
  );
  return (
    <div className={styles.row} style={{ height: line ? ROW.told : ROW.plain }}>
      <RowName group={group} width={layout.label} isOpen={isOpen} onToggle={onToggle} />
      <div role="cell" className={styles.cells} style={{ width: layout.cells }}>
        <CellStrip group={group} view={view} />
        {line && <Line line={line} />}
      </div>
      {layout.incidents > 0 && (
        <div role="cell">
          <IncidentStrip group={group} clock={clock} width={layout.incidents} />
        </div>
      )}
      {layout.spread > 0 && figure('spread', layout.spread)}
      {layout.lost > 0 && figure('lost_gpu_seconds', layout.lost)}
      {layout.money > 0 && figure('lost_money', layout.money)}
    </div>
  );
}

function Line({ line: { tone, text, whole } }: { line: RowLine }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={cx(styles.line, tone === 'bad' && styles.bad, tone === 'watch' && styles.watch)} title={whole}>
      {text}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', alignItems: 'center', gap: 8, width: '100%' }),
  cells: css({ flexShrink: 0, minWidth: 0 }),
  line: css({
    paddingTop: 2,
    lineHeight: '15px',
    fontSize: 11,
    color: theme.colors.text.secondary,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  }),
  bad: css({ color: theme.colors.error.text }),
  watch: css({ color: theme.colors.warning.text }),
});
