import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { meaningColour } from '../../../../shared/colours';
import { type FigureId } from '../../model/figures';
import { figureOf, type Row } from '../../model/rows';
import { textOf } from '../../model/text';
import { type RowContext } from '../context';

/** The figure that bars compare: hours, which all rows have in common, else money. */
function barFigure(rows: readonly Row[]): FigureId {
  return rows.some((row) => figureOf(row, 'saved_gpu_hours') !== null) ? 'saved_gpu_hours' : 'saved_by_cache';
}

/** What a row's cache saved, against the row that saved most. */
export function SavedBar({ row, context: { part, picture } }: { row: Row; context: RowContext }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { id, most } = useMemo(() => {
    const figure = barFigure(picture.rows);
    return { id: figure, most: Math.max(0, ...picture.rows.map((one) => figureOf(one, figure) ?? 0)) };
  }, [picture.rows]);
  const value = figureOf(row, id) ?? 0;
  const { name, text } = textOf(row, id, part);
  return (
    <div role="img" aria-label={`${row.label}: ${name} ${text}`} className={styles.place}>
      <span
        className={styles.bar}
        style={{ width: `${most > 0 ? (value / most) * 100 : 0}%`, borderColor: meaningColour(theme, 'saving') }}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  place: css({ height: 18, background: theme.colors.background.secondary }),
  bar: css({ display: 'block', height: '100%', minWidth: 1, border: '2px solid' }),
});
