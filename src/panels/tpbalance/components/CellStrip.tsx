import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent, useState } from 'react';

import { FloatingTooltip } from '../../../shared/panel/tooltip/FloatingTooltip';
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

// Between a cell and its tooltip, which begins where the cell does.
const GAP = { x: 0, y: 6 };

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
        <FloatingTooltip anchor={shown.place} gap={GAP}>
          <CellTooltip group={group} rank={shown.rank} marks={shown.marks} />
        </FloatingTooltip>
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

const getStyles = () => ({
  strip: css({ display: 'flex' }),
});
