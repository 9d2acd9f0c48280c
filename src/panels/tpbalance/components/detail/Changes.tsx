import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { DETAIL } from '../../model/detail';
import { type Change } from '../../model/incidents';
import { type Clock, instantInWords } from '../../model/instants';

import { Section } from './Section';

interface Props {
  changes: Change[];
  clock: Clock;
  height: number;
}

/** The GPUs that came to or left the group in the window. */
export function Changes({ changes, clock, height }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <Section title="Ownership changes" height={height}>
      {changes.map(({ at, words }) => (
        <div key={words + at} className={styles.change}>
          {instantInWords(at, clock)} · {words}
        </div>
      ))}
    </Section>
  );
}

const getStyles = () => ({
  change: css({ height: DETAIL.line, lineHeight: `${DETAIL.line}px`, whiteSpace: 'nowrap' }),
});
