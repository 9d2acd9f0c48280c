import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { Swatch } from '../../../../shared/panel/legend/Swatch';
import { compositionOf } from '../../model/bars';
import { type Block } from '../../model/blocks';
import { formatMoney, formatShare } from '../../model/display';
import { segmentLook, segmentName } from '../../model/looks';
import { Stretch } from '../Stretch';

interface Props {
  block: Block;
  width: number;
  height: number;
}

const BAR_HEIGHT = 10;

/** What the whole bill consists of, as one strip, with the key of all bars below it. */
export function Composition({ block, width, height }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { currency, rows, total } = block;
  const stretches = compositionOf(rows);
  const whole = stretches.reduce((most, { to }) => Math.max(most, to), 0);
  const saved = total.saved_by_cache ?? 0;
  const entries = stretches.map(({ id, from, to }) => ({ id, share: formatShare(to - from, whole) }));
  const words = entries.map(({ id, share }) => `${segmentName(id)} ${share}`).join(', ');
  return (
    <div style={{ height, width }}>
      <div role="img" aria-label={`The bill consists of ${words}`} className={styles.strip}>
        {stretches.map(({ id, from, to }) => (
          <Stretch
            key={id}
            look={segmentLook(theme, id)}
            left={(from / whole) * 100}
            width={((to - from) / whole) * 100}
          />
        ))}
      </div>
      <ul className={styles.key} aria-label="Legend">
        {entries.map(({ id, share }) => (
          <li key={id} className={styles.entry}>
            <Swatch look={segmentLook(theme, id)} />
            {segmentName(id)} <span className={styles.share}>{share}</span>
          </li>
        ))}
        {rows.some(({ figures }) => (figures.saved_by_cache ?? 0) > 0) && (
          <li className={styles.entry}>
            <Swatch look={segmentLook(theme, 'saved')} />
            {segmentName('saved')} <span className={styles.share}>{saved > 0 ? formatMoney(saved, currency) : ''}</span>
          </li>
        )}
      </ul>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({ position: 'relative', height: BAR_HEIGHT, marginTop: theme.spacing(0.5) }),
  key: css({
    display: 'flex',
    columnGap: theme.spacing(1.5),
    maxHeight: theme.spacing(5),
    margin: 0,
    padding: theme.spacing(0.5, 0, 0, 0),
    overflow: 'hidden',
    flexWrap: 'wrap',
    listStyle: 'none',
    whiteSpace: 'nowrap',
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
  }),
  entry: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  share: css({ color: theme.colors.text.secondary }),
});
