import { css } from '@emotion/css';
import { type CoreApp, type GrafanaTheme2 } from '@grafana/data';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { useMemo, useRef } from 'react';

import { testIds } from '../../../shared/testIds';
import { type QueryType } from '../../../shared/types.gen';
import { sentenceOf, typesFor } from '../../model/queryTypes';
import { switchType } from '../../model/switchType';
import { type TokenpathQuery } from '../../types';

interface Props {
  query: TokenpathQuery;
  app?: CoreApp;
  onChange: (query: TokenpathQuery) => void;
}

/** Chooses what a query asks for. What was there before is remembered while the editor is open, so that one can look. */
export function QueryTypeSwitch({ query, app, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const left = useRef<Partial<Record<QueryType, TokenpathQuery>>>({});
  const { queryType } = query;
  const options = useMemo(
    () => typesFor(app, queryType).map(({ value, label, gives }) => ({ value, label, description: gives })),
    [app, queryType]
  );

  const choose = (next: QueryType) => {
    left.current[queryType] = query;
    const before = left.current[next];
    onChange(before ? { ...before, filters: query.filters } : switchType(query, next));
  };

  return (
    <div className={styles.switch}>
      <div data-testid={testIds.query.type}>
        <RadioButtonGroup aria-label="Query type" options={options} value={queryType} onChange={choose} />
      </div>
      <span className={styles.sentence}>{sentenceOf(queryType)}</span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  switch: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0.5, 1.5) }),
  sentence: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
