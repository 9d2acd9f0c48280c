import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { KeyItem, KeyList } from '../../../../shared/panel/legend/KeyList';
import { heatColour, lineFrom } from '../../model/heat';
import { fieldFor } from '../../model/rows';
import { type RowContext } from '../context';

const SCALE = Array.from({ length: 21 }, (_, at) => at / 20);

/** What a strip's colours, ticks and marks mean. */
export function HeatKey({ context: { picture } }: { context: RowContext }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const [row] = picture.rows;
  const field = row && (fieldFor(row, 'usage_max') ?? fieldFor(row, 'usage'));
  const colour = heatColour(field, theme);
  const from = lineFrom(field, theme);
  return (
    <KeyList>
      <KeyItem>
        Usage 0%
        <span aria-hidden className={styles.scale}>
          {SCALE.map((value) => (
            <span key={value} className={styles.shade} style={{ background: colour(value) }}>
              {value >= from && <span className={styles.line} />}
            </span>
          ))}
        </span>
        100%
      </KeyItem>
      <KeyItem>
        <span aria-hidden className={styles.tick} />
        Preemptions
      </KeyItem>
      <KeyItem>
        <span aria-hidden className={styles.bad} />
        Thrash
      </KeyItem>
      <KeyItem>
        <span aria-hidden className={styles.watch} />
        Other verdict
      </KeyItem>
    </KeyList>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scale: css({ display: 'inline-flex', height: theme.spacing(1.25) }),
  shade: css({ width: 5, paddingTop: 3 }),
  line: css({ display: 'block', height: 2, background: theme.colors.text.maxContrast }),
  tick: css({ width: 1.5, height: 8, background: theme.colors.text.maxContrast }),
  bad: css({ width: 16, borderTop: `3px solid ${theme.colors.error.text}` }),
  watch: css({ width: 16, borderTop: `3px dashed ${theme.colors.warning.text}` }),
});
