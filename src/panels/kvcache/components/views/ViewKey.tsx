import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { Key, type KeyEntry } from '../../../../shared/panel/legend/Key';
import { sourceNames, SOURCES } from '../../model/hits';
import { sourceLook, spanLook } from '../../model/looks';
import { spanNames, SPANS } from '../../model/reuse';
import { HeatKey } from '../strip/HeatKey';
import { type RowContext } from '../context';

function entriesOf({ view }: RowContext, theme: GrafanaTheme2): KeyEntry[] {
  switch (view) {
    case 'hits':
      return SOURCES.map((id) => ({ id, name: sourceNames[id], look: sourceLook(theme, id) }));
    case 'reuse':
      return SPANS.map((id) => ({
        id,
        name: id === 'lifetime' ? `${spanNames[id]}, median` : spanNames[id],
        look: spanLook(theme, id),
      }));
    case 'savings':
      return [
        {
          id: 'formula',
          name: '≈ prompt cost × cached ÷ uncached',
          look: { kind: 'outline', colour: theme.visualization.getColorByName('green') },
        },
      ];
    default:
      return [];
  }
}

/** What the colours and marks of a view mean. */
export function ViewKey({ context }: { context: RowContext }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.key}>
      {context.view === 'health' ? <HeatKey context={context} /> : <Key entries={entriesOf(context, theme)} />}
    </div>
  );
}

const getStyles = () => ({ key: css({ height: 26, overflow: 'hidden' }) });
