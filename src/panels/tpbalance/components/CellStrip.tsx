import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Portal, useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent, useState } from 'react';

import { TooltipTable } from '../../../shared/panel/tooltip/TooltipTable';
import { cellsInWords } from '../model/cellWords';
import { type Group } from '../model/groups';
import { type Mark, marksOf, referenceOf } from '../model/marks';
import { rankLines, rankPlace } from '../model/rankLines';
import { type Rank } from '../model/ranks';

import { GpuCell } from './GpuCell';
import { cellWidths } from './layout';
import { type View } from './view';

interface Props {
  group: Group;
  view: View;
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** Moves the focus to the neighbour of the cell that has it. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  const cells = [...event.currentTarget.children].filter((child): child is HTMLElement => child instanceof HTMLElement);
  const next = cells[cells.findIndex((cell) => cell === event.target) + (step ?? 0)];
  if (step && next) {
    event.preventDefault();
    next.focus();
  }
}

/** A cell for each GPU of a group; the arrow keys go from one to the next. */
export function CellStrip({ group, view }: Props) {
  const styles = useStyles2(getStyles);
  const [shown, setShown] = useState<{ rank: Rank; marks: Mark[]; place: DOMRect }>();
  const { ranks } = group;
  const { width, gap } = cellWidths(view.layout.cells, Math.max(ranks.length, view.cells));
  const reference = referenceOf(ranks, view.options.hotFrom);
  return (
    <div
      role="group"
      aria-label={cellsInWords(group, view.options.cell)}
      className={styles.strip}
      style={{ gap }}
      onKeyDown={moveFocus}
    >
      {ranks.map((rank, at) => {
        const marks = marksOf(rank, reference, view.options.marks);
        return (
          <GpuCell
            key={rank.key}
            group={group}
            rank={rank}
            marks={marks}
            view={view}
            width={width}
            isStop={at === 0}
            onShow={(element) => setShown({ rank, marks, place: element.getBoundingClientRect() })}
            onHide={() => setShown(undefined)}
          />
        );
      })}
      {shown && (
        <Portal>
          <div className={styles.tooltip} style={placeOf(shown.place)}>
            <CellTooltip group={group} rank={shown.rank} marks={shown.marks} />
          </div>
        </Portal>
      )}
    </div>
  );
}

function CellTooltip({ group, rank, marks }: { group: Group; rank: Rank; marks: Mark[] }) {
  const words = marks.map(({ words: one }) => one).join('; ');
  const lines = rankLines(group, rank);
  const head = { id: 'head', name: '', value: 'own', share: 'median' };
  return (
    <TooltipTable title={rank.name} of={[rankPlace(rank), words].filter(Boolean).join('. ')} lines={[head, ...lines]} />
  );
}

// Below the cell and to its right, unless the window ends there.
function placeOf({ left, right, top, bottom }: DOMRect) {
  const gap = 6;
  return {
    ...(left > window.innerWidth / 2 ? { right: window.innerWidth - right } : { left }),
    ...(bottom > window.innerHeight / 2 ? { bottom: window.innerHeight - top + gap } : { top: bottom + gap }),
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({ display: 'flex' }),
  tooltip: css({
    position: 'fixed',
    zIndex: theme.zIndex.tooltip,
    pointerEvents: 'none',
    background: theme.colors.background.elevated ?? theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z2,
  }),
});
