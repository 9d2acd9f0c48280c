import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useId } from 'react';

import { Editable } from './Editable';

interface Props {
  title: string;
  description?: ReactNode;
  children: ReactNode;
}

/** A titled part of the configuration that is always open. */
export function Section({ title, description, children }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <h3 id={id} className={styles.title}>
        {title}
      </h3>
      {description && <p className={styles.description}>{description}</p>}
      <Editable>{children}</Editable>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ marginBottom: theme.spacing(3), maxWidth: 1040 }),
  title: css({ fontSize: theme.typography.h4.fontSize, marginBottom: theme.spacing(0.5) }),
  description: css({ color: theme.colors.text.secondary, marginBottom: theme.spacing(2), maxWidth: 720 }),
});
