import type { DataFrame } from '@grafana/data';
import { Alert } from '@grafana/ui';
import { noticesOf } from './notices';

interface Props {
  series: DataFrame[];
  errors: string[];
}

/** The errors and notices of an answer. */
export function NoticeList({ series, errors }: Props) {
  return (
    <>
      {errors.map((message) => (
        <Alert key={message} severity="error" title="Query error" data-testid="data-testid query-error">
          {message}
        </Alert>
      ))}
      {noticesOf(series).map(({ severity, text }) => (
        <Alert key={text} severity={severity} title={text} data-testid="data-testid query-notice" />
      ))}
    </>
  );
}
