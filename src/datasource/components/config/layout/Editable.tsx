import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { useReadOnly } from './readOnly';

/** Fields that a provisioned data source only shows: the browser disables everything inside a disabled fieldset. */
export function Editable({ children }: { children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <fieldset disabled={useReadOnly()} className={styles.plain}>
      {children}
    </fieldset>
  );
}

const getStyles = () => ({ plain: css({ border: 0, margin: 0, padding: 0, minWidth: 0 }) });
