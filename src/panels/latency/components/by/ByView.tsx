import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { formatFigure } from '../../../../shared/format';
import { testIds } from '../../../../shared/testIds';
import { type Answer } from '../../model/answer';
import { extentOf, segmentsOf } from '../../model/bars';
import { rangeRows } from '../../model/rangeRows';
import { firstFields, labelName } from '../../model/rows';
import { Header } from '../Header';
import { type ViewProps } from '../viewProps';

import { BarRow } from './BarRow';
import { byLayout } from './byLayout';
import { PhaseKey } from './PhaseKey';

interface Props extends ViewProps {
  answer: Answer;
}

// A panel that is smaller than this has room for its bars alone.
const KEY_FROM = { width: 360, height: 150 };

/** A bar per row, the slowest first: what its mean end-to-end time consists of. */
export function ByView({ answer, part, options, width, height, hasHeader, note }: Props) {
  const styles = useStyles2(getStyles);
  const rows = useMemo(() => rangeRows(answer), [answer]);
  const extent = useMemo(() => extentOf(rows, options.slo), [rows, options.slo]);
  const layout = byLayout(width);
  const hasKey = width >= KEY_FROM.width && height >= KEY_FROM.height;
  const hasUndivided = rows.some(({ figures }) => segmentsOf(figures).some(({ id }) => id === 'undivided'));
  const slo = options.slo === undefined ? undefined : formatFigure(options.slo, 's');
  return (
    <>
      {hasHeader && <Header coverage={part.coverage} showCoverage={options.showCoverage} note={note} />}
      <div className={styles.view} style={{ height }}>
        <div className={styles.scroll} tabIndex={0} role="region" aria-label="Latency by label">
          <table className={styles.table} data-testid={testIds.latency.table}>
            <thead>
              <tr>
                <th scope="col" style={{ width: layout.label }}>
                  {part.by.map(labelName).join(' · ') || 'Row'}
                </th>
                <th scope="col">Phases</th>
                {layout.endToEnd > 0 && (
                  <th scope="col" style={{ width: layout.endToEnd }}>
                    Mean
                  </th>
                )}
                {layout.requests > 0 && (
                  <th scope="col" style={{ width: layout.requests }}>
                    Requests
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <BarRow key={row.key} row={row} notes={part} extent={extent} layout={layout} slo={options.slo} />
              ))}
            </tbody>
          </table>
        </div>
        {hasKey && <PhaseKey fields={firstFields(rows)} hasUndivided={hasUndivided} slo={slo} />}
      </div>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  view: css({ display: 'flex', flexDirection: 'column' }),
  scroll: css({ flex: 1, minHeight: 0, overflowY: 'auto', overflowX: 'hidden' }),
  table: css({
    tableLayout: 'fixed',
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': {
      padding: theme.spacing(0.5, 0.5),
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
    '& th': { fontWeight: theme.typography.fontWeightRegular, textAlign: 'left' },
    '& thead th': {
      position: 'sticky',
      top: 0,
      zIndex: 1,
      color: theme.colors.text.secondary,
      background: theme.colors.background.primary,
    },
    // The marks of the end-to-end time and the SLO are higher than the bar.
    '& td:nth-child(2)': { overflow: 'visible' },
    '& th:nth-child(n + 3), & td:nth-child(n + 3)': { textAlign: 'right' },
  }),
});
