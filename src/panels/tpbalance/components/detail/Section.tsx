import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { DETAIL } from '../../model/detail';

interface Props {
  title: string;
  /** What is said beside the title. */
  note?: string;
  height: number;
  children: ReactNode;
}

/** A part of an opened row with its title. */
export function Section({ title, note, height, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <section aria-label={title} style={{ height, overflow: 'hidden' }}>
      <div className={styles.title}>
        {title}
        {note && <span className={styles.note}>{note}</span>}
      </div>
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({
    height: DETAIL.title,
    lineHeight: `${DETAIL.title}px`,
    fontWeight: theme.typography.fontWeightMedium,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  }),
  note: css({
    marginLeft: theme.spacing(1),
    fontWeight: theme.typography.fontWeightRegular,
    color: theme.colors.text.secondary,
  }),
});
