import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { AXIS_HEIGHT } from '../layout';

import { axisTicks } from './axisTicks';

interface Props {
  range: [number, number];
  timeZone: TimeZone;
  /** Where the strips begin, and how wide they are. */
  left: number;
  width: number;
}

/** The time axis that all strips share. */
export function TimeAxis({ range, timeZone, left, width }: Props) {
  const styles = useStyles2(getStyles);
  const [from, to] = range;
  const ticks = axisTicks(range, width, timeZone);
  return (
    <div aria-hidden className={styles.axis} style={{ marginLeft: left, width }}>
      {ticks.map(({ time, text }) => (
        <span key={time} className={styles.tick} style={{ left: ((time - from) / (to - from)) * width }}>
          {text}
        </span>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  axis: css({
    position: 'relative',
    height: AXIS_HEIGHT,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
  }),
  tick: css({
    position: 'absolute',
    top: 0,
    paddingTop: theme.spacing(0.5),
    transform: 'translateX(-50%)',
    whiteSpace: 'nowrap',
    '&::before': {
      content: '""',
      position: 'absolute',
      top: 0,
      left: '50%',
      height: 4,
      borderLeft: `1px solid ${theme.colors.border.medium}`,
    },
  }),
});
