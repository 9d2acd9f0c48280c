import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

/** What is wrong with a field, on a line of its own; nothing where nothing is. */
export function FieldError({ text }: { text?: string }) {
  const styles = useStyles2(getStyles);
  return text ? (
    <div role="alert" className={styles.error}>
      {text}
    </div>
  ) : null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  error: css({ color: theme.colors.error.text, fontSize: theme.typography.bodySmall.fontSize }),
});
