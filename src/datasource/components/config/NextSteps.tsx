import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';

import { APP_ID, FLEET_DASHBOARD_UID } from '../../../shared/ids';

import { Section } from './Section';

/** What to do when the settings are in. */
export function NextSteps() {
  const styles = useStyles2(getStyles);
  return (
    <Section
      title="Next"
      description="Save & test asks the store and says what it found: GPUs, replicas, engines, prices, and how many GPUs have a known owner."
    >
      <ul className={styles.list}>
        <li>
          <TextLink href={`/a/${APP_ID}/home`}>Tokenpath home</TextLink> shows what is connected and what would help.
        </li>
        <li>
          <TextLink href={`/d/${FLEET_DASHBOARD_UID}`}>Fleet: silicon to tokens</TextLink> is the dashboard to start
          with.
        </li>
      </ul>
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ paddingLeft: theme.spacing(2.5) }),
});
