import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { type FocusEvent, type PointerEvent } from 'react';

import { textOn } from '../../../shared/colours';
import { hatchBackground } from '../../../shared/hatch';
import { cellText } from '../model/cellText';
import { cellInWords } from '../model/cellWords';
import { type Group } from '../model/groups';
import { type Mark } from '../model/marks';
import { type Rank } from '../model/ranks';
import { isStraggler } from '../model/straggler';

import { Glyph } from './Glyph';
import { type View } from './view';

/** Height of a cell in pixels. */
const CELL_HEIGHT = 30;
const GLYPH = 10;
const DOT_FROM = 6;

interface Props {
  group: Group;
  rank: Rank;
  marks: Mark[];
  view: View;
  width: number;
  /** Whether the keyboard reaches the row at this cell. */
  isStop: boolean;
  onShow: (element: HTMLElement) => void;
  onHide: () => void;
}

/** A GPU: its figure as a colour and as text, what it stands out by, an outline where its group waits for it. */
export function GpuCell({ group, rank, marks, view, width, isStop, onShow, onHide }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { cell } = view.options;
  const colour = view.colour(rank.figures[cell]);
  const ink = colour ? textOn(theme, colour) : theme.colors.text.secondary;
  const show = ({ currentTarget }: FocusEvent<HTMLElement> | PointerEvent<HTMLElement>) => onShow(currentTarget);
  return (
    <div
      role="img"
      aria-label={cellInWords(group, rank, cell, marks)}
      tabIndex={isStop ? 0 : -1}
      className={cx(styles.cell, isStraggler(group, rank) && styles.straggler)}
      style={{ width, background: colour ?? hatchBackground(theme.colors.border.medium), color: ink }}
      onPointerEnter={show}
      onPointerLeave={onHide}
      onFocus={show}
      onBlur={onHide}
    >
      <span className={styles.text}>{cellText(rank, cell, width)}</span>
      <Marks marks={marks} ink={ink} width={width} />
    </div>
  );
}

function Marks({ marks, ink, width }: { marks: Mark[]; ink: string; width: number }) {
  const styles = useStyles2(getStyles);
  const room = Math.floor((width - 2) / (GLYPH + 2));
  if (marks.length === 0 || width < DOT_FROM) {
    return null;
  }
  return (
    <span className={styles.marks}>
      {room > 0 ? (
        marks.slice(0, room).map(({ id }) => <Glyph key={id} id={id} colour={ink} size={GLYPH} />)
      ) : (
        <span className={styles.dot} style={{ background: ink }} />
      )}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    flexShrink: 0,
    height: CELL_HEIGHT,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: 2,
    overflow: 'hidden',
    lineHeight: '13px',
    fontSize: 11,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    cursor: 'default',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: 1 },
  }),
  straggler: css({
    border: 'none',
    outline: `2px solid ${theme.colors.error.text}`,
    outlineOffset: 0,
    position: 'relative',
    zIndex: 1,
  }),
  text: css({ ':empty': { display: 'none' } }),
  marks: css({ display: 'flex', gap: 2, height: GLYPH }),
  dot: css({ width: 4, height: 4, alignSelf: 'center', borderRadius: theme.shape.radius.circle }),
});
