import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { KeyItem, KeyList } from './KeyList';
import { type Look, Swatch } from './Swatch';

/** A meaning and its look; a `mark` is a dashed upright line. */
export interface KeyEntry {
  id: string;
  name: string;
  look?: Look;
  mark?: string;
}

/** What the colours of a picture mean, where nothing can be switched off. */
export function Key({ entries }: { entries: KeyEntry[] }) {
  const styles = useStyles2(getStyles);
  return (
    <KeyList>
      {entries.map(({ id, name, look, mark }) => (
        <KeyItem key={id}>
          {look && <Swatch look={look} />}
          {mark && <span aria-hidden className={styles.mark} style={{ borderColor: mark }} />}
          {name}
        </KeyItem>
      ))}
    </KeyList>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  mark: css({ height: theme.spacing(1.5), borderLeft: '1px dashed' }),
});
