import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { textOn } from '../../../../shared/colours';
import { formatFigure } from '../../../../shared/format';
import { hatchBackground } from '../../../../shared/hatch';
import { TooltipTable } from '../../../../shared/panel/tooltip/TooltipTable';
import { sourceNames, sourcesOf } from '../../model/hits';
import { sourceLook } from '../../model/looks';
import { type Row } from '../../model/rows';
import { textOf } from '../../model/text';
import { type RowContext } from '../context';

// A share is written into its part where it fits.
const SHARE_WIDTH = 44;

/** A row's prompt tokens by where they came from, as one bar. */
export function SourceBar({ row, context: { part, layout } }: { row: Row; context: RowContext }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const parts = sourcesOf(row).map(({ source, share }) => ({
    source,
    share,
    text: formatFigure(share, 'percentunit'),
    look: sourceLook(theme, source),
  }));
  const lines = [
    ...parts.map(({ source, text, look }) => ({ id: source, name: sourceNames[source], value: text, look })),
    ...(['prompt_tokens', 'cached_tokens', 'external_cached_tokens'] as const).map((id) => {
      const { name, text, note } = textOf(row, id, part);
      return { id, name, value: text, note };
    }),
  ];
  const words = `${row.label}: ${parts.map(({ source, text }) => `${sourceNames[source]} ${text}`).join(', ')}`;
  return (
    <Tooltip content={<TooltipTable title="Prompt tokens by source" of={row.label} lines={lines} />} placement="top">
      <div role="img" aria-label={words} tabIndex={0} className={styles.bar}>
        {parts.map(({ source, share, text, look: { kind, colour } }) => (
          <span
            key={source}
            className={styles.part}
            style={{
              width: `${share * 100}%`,
              background: kind === 'hatch' ? hatchBackground(colour) : colour,
              color: kind === 'hatch' ? theme.colors.text.primary : textOn(theme, colour),
              borderColor: colour,
            }}
          >
            {share * layout.picture >= SHARE_WIDTH && (
              <span className={kind === 'hatch' ? styles.plain : undefined}>{text}</span>
            )}
          </span>
        ))}
      </div>
    </Tooltip>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', height: 18 }),
  part: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    overflow: 'hidden',
    border: '1px solid',
    fontSize: 11,
  }),
  plain: css({ padding: theme.spacing(0, 0.25), background: theme.colors.background.primary }),
});
