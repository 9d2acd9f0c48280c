import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, Toggletip, useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../testIds';

/** A figure's meaning in a sentence, with the formula where there is one. */
export interface Explanation {
  term: string;
  sentence: string;
  formula?: string;
}

/** The "?": every term of the panel in a sentence, with its formula. */
export function Help({ explanations }: { explanations: readonly Explanation[] }) {
  const styles = useStyles2(getStyles);
  const content = (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Figures and formulas">
      <dl className={styles.list} data-testid={testIds.panel.help}>
        {explanations.map(({ term, sentence, formula }) => (
          <div key={term}>
            <dt className={styles.term}>{term}</dt>
            <dd>
              {sentence}
              {formula && <code className={styles.formula}>{formula}</code>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
  return (
    <Toggletip content={content} title="What the figures mean" placement="bottom-end">
      <IconButton name="question-circle" size="sm" aria-label="What the figures mean" />
    </Toggletip>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ maxHeight: 400, maxWidth: 420, overflow: 'auto' }),
  list: css({
    display: 'grid',
    gap: theme.spacing(1),
    margin: 0,
    fontSize: theme.typography.bodySmall.fontSize,
    '& dd': { margin: 0 },
  }),
  term: css({ fontWeight: theme.typography.fontWeightMedium }),
  formula: css({ display: 'block', marginTop: theme.spacing(0.25), whiteSpace: 'normal' }),
});
