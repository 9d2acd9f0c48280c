import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { hatchBackground } from '../../hatch';

/** How something is drawn: an area, a hatched or an empty one, or a line with its dashes. */
export interface Look {
  kind: 'area' | 'hatch' | 'outline' | 'line';
  colour: string;
  dash?: number[];
  /** Of a line, in pixels. */
  width?: number;
}

/** What a series looks like, in small. */
export function Swatch({ look: { kind, colour, dash, width = 1.5 } }: { look: Look }) {
  const styles = useStyles2(getStyles);
  if (kind !== 'line') {
    const background = kind === 'area' ? colour : kind === 'hatch' ? hatchBackground(colour) : 'transparent';
    return <span aria-hidden className={styles.area} style={{ background, borderColor: colour }} />;
  }
  return (
    <svg aria-hidden className={styles.line} viewBox="0 0 22 4">
      <path d="M0 2H22" stroke={colour} strokeWidth={width} strokeDasharray={dash?.join(' ')} />
    </svg>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  area: css({
    display: 'inline-block',
    flexShrink: 0,
    width: theme.spacing(1.5),
    height: theme.spacing(1.25),
    border: '1px solid',
  }),
  line: css({ flexShrink: 0, width: 22, height: 4 }),
});
