import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import React from 'react';

import { gpuQuery } from '../../model/state';

/** Says which query the charts of an opened row need. */
export function QueryHint({ height }: { height: number }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.hint} style={{ height }}>
      <span>For charts of each GPU, add a second query with format time series, by gpu_uuid.</span>
      <ClipboardButton size="sm" variant="secondary" icon="copy" getText={gpuQuery}>
        Copy the query
      </ClipboardButton>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  hint: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    overflow: 'hidden',
    color: theme.colors.text.secondary,
  }),
});
