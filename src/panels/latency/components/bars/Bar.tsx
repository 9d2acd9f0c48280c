import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { textOn } from '../../../../shared/colours';
import { formatFigure } from '../../../../shared/format';
import { hatchBackground } from '../../../../shared/hatch';
import { type LevelMark } from '../../../../shared/panel/chart/series';
import { type Look } from '../../../../shared/panel/legend/Swatch';
import { type Extent, percentAt, type Segment } from '../../model/segments';

interface Props {
  segments: Segment[];
  /** The whole, as a mark. */
  total: number | null | undefined;
  look: (id: string) => Look;
  extent: Extent;
  /** Width of the bars' space in pixels. */
  width: number;
  levels: LevelMark[];
}

// A share is written into its part where it fits.
const SHARE_WIDTH = 46;

/** Parts one after the other as one bar, with the whole and levels as marks. It has no words: its row has them. */
export function Bar({ segments, total, look, extent, width, levels }: Props) {
  const styles = useStyles2(getStyles);
  const at = (value: number) => `${percentAt(value, extent)}%`;
  return (
    <div aria-hidden className={styles.bar}>
      {segments.map((segment) => (
        <Part key={segment.id} segment={segment} look={look(segment.id)} extent={extent} width={width} />
      ))}
      {total != null && <span className={styles.total} style={{ left: at(total) }} />}
      {levels.map(({ value, colour }) => (
        <span key={value} className={styles.level} style={{ left: at(value), borderColor: colour }} />
      ))}
    </div>
  );
}

interface PartProps {
  segment: Segment;
  look: Look;
  extent: Extent;
  width: number;
}

function Part({ segment: { from, to, share }, look: { kind, colour }, extent, width }: PartProps) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const left = percentAt(from, extent);
  const size = percentAt(to, extent) - left;
  const isFilled = kind === 'area';
  const background = kind === 'hatch' ? hatchBackground(colour) : isFilled ? colour : 'transparent';
  const fits = share !== null && (size / 100) * width >= SHARE_WIDTH;
  return (
    <span
      className={styles.part}
      style={{
        left: `${left}%`,
        width: `${size}%`,
        background,
        border: isFilled ? undefined : `1px solid ${colour}`,
        color: isFilled ? textOn(theme, colour) : theme.colors.text.primary,
      }}
    >
      {fits && <span className={isFilled ? undefined : styles.onHatch}>{formatFigure(share, 'percentunit')}</span>}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ position: 'relative', height: 18, minWidth: 40 }),
  part: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    overflow: 'hidden',
    fontSize: 11,
    fontVariantNumeric: 'tabular-nums',
  }),
  onHatch: css({ padding: theme.spacing(0, 0.25), background: theme.colors.background.primary }),
  total: css({
    position: 'absolute',
    top: -3,
    bottom: -3,
    width: 2,
    marginLeft: -1,
    background: theme.colors.text.primary,
  }),
  level: css({ position: 'absolute', top: -5, bottom: -5, borderLeft: '1px dashed' }),
});
