import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useId } from 'react';

interface Props {
  title: string;
  description: ReactNode;
  children: ReactNode;
}

/** Sections that belong together, under one title. */
export function Group({ title, description, children }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.group}>
      <h3 id={id} className={styles.title}>
        {title}
      </h3>
      <p className={styles.about}>{description}</p>
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  group: css({ margin: theme.spacing(4, 0) }),
  title: css({ fontSize: theme.typography.h4.fontSize, marginBottom: theme.spacing(0.5) }),
  about: css({ color: theme.colors.text.secondary, marginBottom: theme.spacing(2), maxWidth: 720 }),
});
