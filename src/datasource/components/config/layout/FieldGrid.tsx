import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

/** Fields in columns of one width, as many as there is room for. */
export function FieldGrid({ children }: { children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return <div className={styles.grid}>{children}</div>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  grid: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fill, minmax(${theme.spacing(40)}, 1fr))`,
    columnGap: theme.spacing(3),
    // Inputs of a row stand side by side, however long their explanations are.
    alignItems: 'end',
  }),
});
