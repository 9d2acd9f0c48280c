import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { Unseen } from '../Unseen';
import { type LabelledRow, shortLabel } from '../model/labels';
import { variablesFor } from '../model/variables';

import { chooseVariables, knownVariables } from './chooseVariables';

interface Props {
  row: LabelledRow;
  /** How many characters fit. */
  length: number;
  /** What is seen where the whole label does not fit; without it, each of its parts is shortened. */
  short?: string;
}

/** A row's label; where the dashboard has a variable for it, pressing it narrows the dashboard to the row. */
export function RowLabel({ row, length, short }: Props) {
  const styles = useStyles2(getStyles);
  const text = row.label.length <= length ? row.label : shortLabel(short ?? row.label, length);
  const choices = variablesFor(row, knownVariables());
  if (choices.length === 0) {
    return (
      <span className={cx(row.kind !== 'value' && styles.special)} title={row.label}>
        {text}
      </span>
    );
  }
  const what = choices.map(({ name, value }) => `${name} ${value}`).join(', ');
  return (
    <button type="button" className={styles.link} title={row.label} onClick={() => chooseVariables(choices)}>
      <span aria-hidden>{text}</span>
      <Unseen>{`${row.label}: show only ${what}`}</Unseen>
    </button>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  special: css({ fontStyle: 'italic', color: theme.colors.text.secondary }),
  link: css({
    position: 'relative',
    padding: 0,
    border: 0,
    background: 'transparent',
    font: 'inherit',
    color: theme.colors.text.primary,
    textAlign: 'left',
    whiteSpace: 'nowrap',
    '&:hover': { color: theme.colors.text.link, textDecoration: 'underline' },
  }),
});
