import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

interface Props {
  title: string;
  /** One sentence below the title. */
  text?: string;
  id?: string;
  testId?: string;
  children: ReactNode;
}

/** A part of the page under a heading of its own. */
export function Section({ title, text, id, testId, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <section id={id} aria-label={title} data-testid={testId} tabIndex={-1} className={styles.section}>
      <h2 className={styles.title}>{title}</h2>
      {text && <p className={styles.text}>{text}</p>}
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ minWidth: 0, scrollMarginTop: theme.spacing(2), outline: 'none' }),
  title: css({ margin: 0, marginBottom: theme.spacing(1), fontSize: theme.typography.h4.fontSize }),
  text: css({ margin: 0, marginBottom: theme.spacing(1), color: theme.colors.text.secondary }),
});
