import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import React from 'react';

import { type ConfigProps } from '../configProps';
import { TextSetting } from '../fields/TextSetting';
import { parametersError } from '../model/checks';
import { knownParameters, withParameter } from '../model/parameters';
import { withSettings } from '../model/settings';

interface Props extends ConfigProps {
  testId: string;
}

/** Parameters that go along with every request, with those that Thanos and VictoriaMetrics know. */
export function ParameterFields({ options, onOptionsChange, testId }: Props) {
  const styles = useStyles2(getStyles);
  const text = options.jsonData.customQueryParameters ?? '';
  const set = (next: string) =>
    onOptionsChange(withSettings(options, { customQueryParameters: next.replace(/^[?&]+/, '') || undefined }));
  return (
    <>
      <TextSetting
        label="Custom query parameters"
        description="Added to every request, as in a URL. A press on one below adds it."
        placeholder="dedup=true&partial_response=false"
        width={60}
        value={text}
        check={parametersError}
        onCommit={set}
        testId={`${testId}-parameters`}
      />
      <ul className={styles.list} aria-label="Known parameters">
        {knownParameters.map((known) => (
          <li key={known.text} className={styles.item}>
            <Button
              variant="secondary"
              size="sm"
              fill="outline"
              aria-label={`Add ${known.text}`}
              onClick={() => set(withParameter(text, known.text))}
            >
              {known.text}
            </Button>
            <span className={styles.about}>
              {known.store}: {known.about}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', display: 'grid', gap: theme.spacing(0.5), marginBottom: theme.spacing(2) }),
  item: css({ display: 'flex', alignItems: 'center', flexWrap: 'wrap' }),
  about: css({ color: theme.colors.text.secondary, marginLeft: theme.spacing(1) }),
});
