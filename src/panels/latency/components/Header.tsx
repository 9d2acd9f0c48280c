import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { CoverageHint } from '../../../shared/coverage/CoverageHint';
import { testIds } from '../../../shared/testIds';
import { type Coverage } from '../../../shared/types.gen';
import { coverageWords, latencyLevel } from '../model/coverage';

import { Help } from './Help';

/** Height of the line above the picture. */
export const HEADER_HEIGHT = 28;

interface Props {
  coverage?: Coverage;
  showCoverage: boolean;
  /** What is missing in the answer, in one line. */
  note?: string;
  width: number;
  children?: ReactNode;
}

// Below this there is room for the badge or the sentence, not for both.
const ROOMY = 520;

/** The line above the picture: the choice of a row, what is missing, the coverage, and the "?". */
export function Header({ coverage, showCoverage, note, width, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.header}>
      {children}
      {note ? (
        <div className={styles.note} title={note} role="status" data-testid={testIds.latency.note}>
          <Icon name="exclamation-triangle" size="sm" className={styles.watch} />
          <span className={styles.text}>{note}</span>
        </div>
      ) : (
        <span className={styles.space} />
      )}
      {coverage && showCoverage && (!note || width >= ROOMY) && (
        <CoverageHint coverage={coverage} level={latencyLevel(coverage)} text={coverageWords(coverage)} />
      )}
      <Help />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    height: HEADER_HEIGHT,
    overflow: 'hidden',
  }),
  note: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    flex: 1,
    minWidth: 0,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  text: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  space: css({ flex: 1 }),
  watch: css({ color: theme.colors.warning.text, flexShrink: 0 }),
});
