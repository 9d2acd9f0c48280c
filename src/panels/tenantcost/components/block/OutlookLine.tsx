import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Outlook } from '../../model/month';
import { outlookDetails, outlookInWords } from '../../model/outlookWords';

interface Props {
  outlook: Outlook;
  currency: string;
  timeZone: TimeZone;
  height: number;
}

/** The month to date and what it will come to; the whole of the sentence on hover. */
export function OutlookLine({ outlook, currency, timeZone, height }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <p
      className={styles.line}
      style={{ height }}
      title={outlookDetails(outlook, currency, timeZone)}
      data-testid={testIds.tenantcost.outlook}
    >
      {outlookInWords(outlook, currency, timeZone)}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    margin: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
  }),
});
