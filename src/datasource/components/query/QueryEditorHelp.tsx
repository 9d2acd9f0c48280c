import { css } from '@emotion/css';
import { type GrafanaTheme2, type QueryEditorHelpProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../shared/testIds';
import { type TokenpathQuery } from '../../types';

import { examples } from './examples';

/** The cheat sheet: questions to click, each a whole query. */
export function QueryEditorHelp({ query, onClickExample }: QueryEditorHelpProps<TokenpathQuery>) {
  const styles = useStyles2(getStyles);
  return (
    <div>
      <h2>Tokenpath cheat sheet</h2>
      <p>
        Choose a question to start from it. A query joins what it reads on the GPU and the time window, and says below
        the editor how much of that it could. Signals are found in plain words; the type of the query decides what else
        there is to choose.
      </p>
      <ul className={styles.list}>
        {examples.map((example) => (
          <li key={example.id}>
            <button
              type="button"
              className={styles.example}
              data-testid={testIds.help.example(example.id)}
              onClick={() => onClickExample({ ...example.query, refId: query?.refId ?? 'A' })}
            >
              <span className={styles.title}>{example.title}</span>
              <span className={styles.text}>{example.text}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', display: 'grid', gap: theme.spacing(1) }),
  example: css({
    display: 'grid',
    gap: theme.spacing(0.5),
    width: '100%',
    padding: theme.spacing(1, 1.5),
    textAlign: 'left',
    border: 'none',
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    color: theme.colors.text.primary,
    '&:hover': { background: theme.colors.action.hover },
  }),
  title: css({ fontWeight: theme.typography.fontWeightMedium }),
  text: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
