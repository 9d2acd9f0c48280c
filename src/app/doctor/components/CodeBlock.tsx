import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import React from 'react';

import { languageName } from '../model/steps';

interface Props {
  /** What the code is for, for who cannot see what it belongs to. */
  title: string;
  code: string;
  language?: string;
  /** The file or command that it belongs to. */
  where?: string;
}

/** Configuration to copy, with its language and where it goes. */
export function CodeBlock({ title, code, language, where }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span className={styles.where}>{[languageName(language), where].filter(Boolean).join(' · ') || 'To copy'}</span>
        <ClipboardButton size="sm" variant="secondary" icon="copy" aria-label={`Copy: ${title}`} getText={() => code}>
          Copy
        </ClipboardButton>
      </figcaption>
      {/* What can be scrolled must be reachable by keyboard. */}
      <pre className={styles.code} tabIndex={0} role="region" aria-label={`Configuration: ${title}`}>
        <code>{code}</code>
      </pre>
    </figure>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  figure: css({ margin: 0, minWidth: 0 }),
  caption: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(0.5),
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
  where: css({ minWidth: 0, overflowWrap: 'anywhere' }),
  code: css({
    margin: 0,
    maxHeight: 240,
    overflow: 'auto',
    padding: theme.spacing(1),
    background: theme.colors.background.canvas,
    border: `1px solid ${theme.colors.border.weak}`,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'pre',
    wordBreak: 'normal',
    // Grafana draws code as small boxes, and breaks its lines.
    '& > code': {
      padding: 0,
      border: 0,
      background: 'none',
      color: 'inherit',
      fontSize: 'inherit',
      whiteSpace: 'inherit',
      wordBreak: 'inherit',
    },
  }),
});
