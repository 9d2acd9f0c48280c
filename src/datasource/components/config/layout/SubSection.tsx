import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useId } from 'react';

interface Props {
  title: string;
  description?: ReactNode;
  children: ReactNode;
}

/** A titled part of a section. */
export function SubSection({ title, description, children }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={styles.part}>
      <h5 id={id} className={styles.title}>
        {title}
      </h5>
      {description && <p className={styles.description}>{description}</p>}
      {children}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  part: css({ marginBottom: theme.spacing(3) }),
  title: css({ fontSize: theme.typography.h5.fontSize, marginBottom: theme.spacing(0.5) }),
  description: css({ color: theme.colors.text.secondary, marginBottom: theme.spacing(1), maxWidth: 720 }),
});
