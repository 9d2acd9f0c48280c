import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';

import { APP_ID, FLEET_DASHBOARD_UID } from '../../../../shared/ids';

/** Where to go when the settings are in. */
export function ReadOn() {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list}>
      <li>
        <TextLink href={`/a/${APP_ID}/home`}>Tokenpath home</TextLink> shows what is connected and what would help.
      </li>
      <li>
        <TextLink href={`/d/${FLEET_DASHBOARD_UID}`}>Fleet: silicon to tokens</TextLink> is the dashboard to start with.
      </li>
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ paddingLeft: theme.spacing(2.5), marginTop: theme.spacing(2) }),
});
