import React from 'react';

import { formatFigure } from '../../../../shared/format';
import { hitShare, missedTokens } from '../../model/hits';
import { reuseWords, wouldBeReused } from '../../model/reuse';
import { peakUsage, type Row } from '../../model/rows';
import { type RowContext } from '../context';
import { isWide } from '../layout';
import { Figure } from '../rows/Figure';
import { VerdictName } from '../rows/VerdictMark';

import { type ColumnId } from './columns';

interface Props {
  id: ColumnId;
  row: Row;
  context: RowContext;
}

/** What a column has of a row. */
export function Cell({ id, row, context: { part, layout } }: Props) {
  switch (id) {
    case 'verdict':
      return <VerdictName verdict={row.judgement.verdict} now={row.judgement.now} />;
    case 'peak':
      return <>{formatFigure(peakUsage(row), 'percentunit')}</>;
    case 'share':
      return <>{formatFigure(hitShare(row), 'percentunit')}</>;
    case 'missed':
      return <>{formatFigure(missedTokens(row), row.range ? 'short' : 'ops')}</>;
    case 'reuse': {
      const { name, short, means } = reuseWords[wouldBeReused(row, part)];
      return isWide('reuse', 0, layout) ? (
        <span title={means}>{name}</span>
      ) : (
        <span title={`${name}. ${means}`}>{short}</span>
      );
    }
    default:
      return <Figure row={row} id={id} part={part} />;
  }
}
