import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { DETAIL } from '../../model/detail';

/** A row of a small table: what it is of, and its figures. */
export interface SmallRow {
  key: string;
  name: ReactNode;
  figures: string[];
  /** Set apart from the others. */
  strong?: boolean;
}

interface Props {
  label: string;
  head: string[];
  rows: SmallRow[];
}

/** Figures of an opened row, all rows of one height. */
export function SmallTable({ label, head: [first, ...rest], rows }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <table aria-label={label} className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {rest.map((title) => (
            <th scope="col" key={title}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, figures, strong }) => (
          <tr key={key} className={strong ? styles.strong : undefined}>
            <th scope="row">{name}</th>
            {figures.map((figure, at) => (
              <td key={rest[at]}>{figure}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    borderCollapse: 'collapse',
    fontVariantNumeric: 'tabular-nums',
    '& tr': { height: DETAIL.line },
    '& th, & td': { padding: theme.spacing(0, 2, 0, 0), whiteSpace: 'nowrap' },
    '& th': { fontWeight: theme.typography.fontWeightRegular, textAlign: 'left' },
    '& thead th': { color: theme.colors.text.secondary },
    '& thead th:nth-child(n + 2), & td': { textAlign: 'right' },
  }),
  strong: css({
    color: theme.colors.error.text,
    '& th, & td': { fontWeight: theme.typography.fontWeightMedium },
  }),
});
