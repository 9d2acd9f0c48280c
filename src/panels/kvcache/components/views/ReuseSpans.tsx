import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { hatchBackground } from '../../../../shared/hatch';
import { TooltipTable } from '../../../../shared/panel/tooltip/TooltipTable';
import { spanLook } from '../../model/looks';
import { logAxis, type LogAxis, percentOnLog, type Span, type SpanId, spanOf, SPANS } from '../../model/reuse';
import { type Row } from '../../model/rows';
import { textOf } from '../../model/text';
import { type RowContext } from '../context';

const BARS: SpanId[] = ['reuse_gap', 'idle_before_evict'];

/** The reuse gap of a row's blocks above their idle time before eviction, each from its median to its 95 % quantile. */
export function ReuseSpans({ row, context: { part, picture } }: { row: Row; context: RowContext }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const axis = useMemo(() => logAxis(picture.rows), [picture.rows]);
  const lines = SPANS.flatMap((id) =>
    (['p50', 'p95'] as const).map((quantile) => {
      const { name, text, note } = textOf(row, `${id}_${quantile}`, part);
      return { id: `${id}_${quantile}`, name, value: text, note, look: spanLook(theme, id) };
    })
  );
  const words = lines.map(({ name, value }) => `${name} ${value}`).join(', ');
  if (!axis) {
    return null;
  }
  return (
    <Tooltip content={<TooltipTable title="Over the time range" of={row.label} lines={lines} />} placement="top">
      <div role="img" aria-label={`${row.label}: ${words}`} tabIndex={0} className={styles.spans}>
        {BARS.map((id, at) => (
          <SpanBar
            key={id}
            id={id}
            span={spanOf(row, id)}
            axis={axis}
            className={at === 0 ? styles.upper : styles.lower}
          />
        ))}
        <LifetimeMark value={spanOf(row, 'lifetime').p50} axis={axis} />
      </div>
    </Tooltip>
  );
}

interface BarProps {
  id: SpanId;
  span: Span;
  axis: LogAxis;
  className: string;
}

function SpanBar({ id, span: { p50, p95 }, axis, className }: BarProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  if (p50 === null) {
    return null;
  }
  const { kind, colour } = spanLook(theme, id);
  const left = percentOnLog(p50, axis);
  const right = percentOnLog(p95 ?? p50, axis);
  return (
    <span
      className={cx(styles.bar, className)}
      style={{
        left: `${left}%`,
        width: `max(3px, ${right - left}%)`,
        background: kind === 'hatch' ? hatchBackground(colour) : colour,
        borderColor: colour,
      }}
    />
  );
}

function LifetimeMark({ value, axis }: { value: number | null; axis: LogAxis }) {
  const styles = useStyles2(getStyles);
  return value === null ? null : <span className={styles.mark} style={{ left: `${percentOnLog(value, axis)}%` }} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  spans: css({ position: 'relative', height: 20, background: theme.colors.background.secondary }),
  bar: css({ position: 'absolute', height: 8, border: '1px solid' }),
  upper: css({ top: 1 }),
  lower: css({ top: 11 }),
  mark: css({ position: 'absolute', top: 0, bottom: 0, width: 2, background: theme.colors.text.primary }),
});
