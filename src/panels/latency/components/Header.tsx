import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { CoverageHint } from '../../../shared/coverage/CoverageHint';
import { testIds } from '../../../shared/testIds';
import { type Coverage } from '../../../shared/types.gen';
import { coverageWords, latencyLevel } from '../model/coverage';

import { Help } from './Help';

/** Height of the line above the picture. */
export const HEADER_HEIGHT = 32;

interface Props {
  coverage?: Coverage;
  showCoverage: boolean;
  /** What is missing in the answer, in one line. */
  note?: string;
  children?: ReactNode;
}

/** The line above the picture: the choice of a row, what is missing, the coverage, and the "?". */
export function Header({ coverage, showCoverage, note, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.header}>
      {children}
      <div className={styles.note} role="status" data-testid={testIds.latency.note}>
        {coverage && (note || showCoverage) && (
          <CoverageHint coverage={coverage} level={latencyLevel(coverage)} text={note ?? coverageWords(coverage)} />
        )}
        {!coverage && note}
      </div>
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
    justifyContent: 'flex-end',
    flex: 1,
    minWidth: 0,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
