import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { formatFigure } from '../../../../shared/format';
import { hatchBackground } from '../../../../shared/hatch';
import { type Extent, percentAt, type Segment, segmentsOf } from '../../model/bars';
import { colourOf } from '../../model/display';
import { type RangeRow } from '../../model/rows';
import { rowInWords } from '../../model/summary';

interface Props {
  row: RangeRow;
  extent: Extent;
  /** Width of the bars' space in pixels. */
  width: number;
  slo?: number;
}

// A share is written into its part where it fits.
const SHARE_WIDTH = 46;

/** The phases of a row as one bar, with the mean end-to-end time and the SLO as marks. */
export function Bar({ row, extent, width, slo }: Props) {
  const styles = useStyles2(getStyles);
  const { e2e } = row.figures;
  const at = (value: number) => `${percentAt(value, extent)}%`;
  return (
    <div role="img" aria-label={rowInWords(row)} className={styles.bar}>
      {segmentsOf(row.figures).map((segment) => (
        <Part key={segment.id} segment={segment} row={row} extent={extent} width={width} />
      ))}
      {e2e != null && <span className={styles.endToEnd} style={{ left: at(e2e) }} />}
      {slo !== undefined && <span className={styles.slo} style={{ left: at(slo) }} />}
    </div>
  );
}

function Part({ segment, row, extent, width }: { segment: Segment; row: RangeRow; extent: Extent; width: number }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { id, from, to, share } = segment;
  const left = percentAt(from, extent);
  const size = percentAt(to, extent) - left;
  const isPhase = id !== 'undivided';
  const colour = isPhase ? colourOf(theme, id, row.fields) : theme.colors.text.secondary;
  const isFilled = isPhase && id !== 'unexplained';
  const background = id === 'unexplained' ? hatchBackground(colour) : isFilled ? colour : 'transparent';
  const fits = isPhase && share !== null && (size / 100) * width >= SHARE_WIDTH;
  return (
    <span
      className={styles.part}
      style={{
        left: `${left}%`,
        width: `${size}%`,
        background,
        border: isFilled ? undefined : `1px solid ${colour}`,
        color: isFilled ? theme.colors.getContrastText(colour) : theme.colors.text.primary,
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
  endToEnd: css({
    position: 'absolute',
    top: -3,
    bottom: -3,
    width: 2,
    marginLeft: -1,
    background: theme.colors.text.primary,
  }),
  slo: css({
    position: 'absolute',
    top: -5,
    bottom: -5,
    borderLeft: `1px dashed ${theme.colors.error.text}`,
  }),
});
