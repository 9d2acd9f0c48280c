import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { CoverageHint } from '../../coverage/CoverageHint';
import { type CoverageLevel } from '../../coverage/describe';
import { testIds } from '../../testIds';
import { type Coverage } from '../../types.gen';

import { type Explanation, Help } from './Help';

/** Height of the line above the picture. */
export const HEADER_HEIGHT = 32;

/** A panel that is lower than this has room for the picture alone. */
export const HEADER_FROM = 150;

interface Props {
  coverage?: Coverage;
  level: CoverageLevel;
  /** The coverage in few words. */
  words: string;
  /** Whether the coverage is shown where nothing is missing. */
  showCoverage: boolean;
  /** What is missing in the answer, in one line. */
  note?: string;
  explanations: readonly Explanation[];
  /** Higher than a line, where the answer takes two. */
  height?: number;
  /** Stands at the left: a choice, the answer in one line. */
  children?: ReactNode;
}

/** The line above the picture: choices, what is missing, the coverage, and the "?". */
export function PanelHeader({
  coverage,
  level,
  words,
  showCoverage,
  note,
  explanations,
  height = HEADER_HEIGHT,
  children,
}: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.header} style={{ height }}>
      {children}
      <div className={styles.note} role="status" data-testid={testIds.panel.note}>
        {coverage && (note || showCoverage) && <CoverageHint coverage={coverage} level={level} text={note ?? words} />}
        {!coverage && note}
      </div>
      <Help explanations={explanations} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    overflow: 'hidden',
    containerType: 'inline-size',
    containerName: 'tokenpath-header',
  }),
  note: css({
    display: 'flex',
    justifyContent: 'flex-end',
    flex: '1 1 auto',
    minWidth: 0,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
