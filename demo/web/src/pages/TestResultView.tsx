import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, TextLink, useStyles2 } from '@grafana/ui';
import type { TestResult } from './saveAndTest';

interface Props {
  uid: string;
  result: TestResult;
}

/** What "Save & test" found, with the details as the plugin gave them. */
export function TestResultView({ uid, result }: Props) {
  const styles = useStyles2(getStyles);
  const { severity, message, details } = result;
  return (
    <Alert severity={severity} title={message} data-testid="data-testid health-result">
      {severity === 'success' && (
        <p>
          Next: <TextLink href={`/explore?datasource=${uid}`}>query it in Explore</TextLink>.
        </p>
      )}
      {details && Object.keys(details).length > 0 && (
        <details>
          <summary>Details</summary>
          <pre className={styles.details} data-testid="data-testid health-details">
            {JSON.stringify(details, null, 2)}
          </pre>
        </details>
      )}
    </Alert>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  details: css({ marginTop: theme.spacing(1), fontSize: theme.typography.bodySmall.fontSize, maxHeight: 320 }),
});
