import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, LinkButton, useStyles2 } from '@grafana/ui';
import React from 'react';

interface Props {
  expr: string;
  /** Where it can be opened; absent where there is nothing to open it in. */
  href?: string;
}

/** One expression that was sent, to copy or to open. */
export function SentExpression({ expr, href }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <li className={styles.line}>
      <code className={styles.code}>{expr}</code>
      <span className={styles.actions}>
        <ClipboardButton
          size="sm"
          variant="secondary"
          fill="text"
          icon="copy"
          getText={() => expr}
          aria-label={`Copy ${expr}`}
        >
          Copy
        </ClipboardButton>
        {href && (
          <LinkButton
            size="sm"
            variant="secondary"
            fill="text"
            icon="compass"
            href={href}
            target="_blank"
            rel="noopener noreferrer"
          >
            Open in Explore
          </LinkButton>
        )}
      </span>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'flex-start',
    gap: theme.spacing(0, 1),
    padding: theme.spacing(0.5, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  code: css({
    flex: '1 1 320px',
    minWidth: 0,
    padding: theme.spacing(0.25, 0),
    border: 'none',
    background: 'none',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  actions: css({ display: 'flex', flexShrink: 0 }),
});
