import { css } from '@emotion/css';
import type { DataFrame, GrafanaTheme2 } from '@grafana/data';
import { Collapse, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

/** What the frames say of themselves: type, executed query, coverage. */
export function Meta({ series }: { series: DataFrame[] }) {
  const styles = useStyles2(getStyles);
  const [open, setOpen] = useState(true);
  const meta = series.map((frame) => ({ name: frame.name, refId: frame.refId, rows: frame.length, meta: frame.meta }));
  return (
    <Collapse label="Frames and meta" isOpen={open} onToggle={() => setOpen(!open)}>
      <pre className={styles.json} data-testid="data-testid explore-meta">
        {JSON.stringify(meta, null, 2)}
      </pre>
    </Collapse>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  json: css({ fontSize: theme.typography.bodySmall.fontSize, maxHeight: 360, overflow: 'auto' }),
});
