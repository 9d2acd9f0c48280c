import { css } from '@emotion/css';
import { type GrafanaTheme2, type StandardEditorProps } from '@grafana/data';
import { Button, IconButton, Input, useStyles2 } from '@grafana/ui';
import React from 'react';

import { type Budget } from '../model/budgets';

const NEW: Budget = { name: '', amount: 0 };

/** A list of budgets: whose, how much a month, in which currency. */
export function BudgetsEditor({ value, onChange }: Pick<StandardEditorProps<Budget[]>, 'value' | 'onChange'>) {
  const styles = useStyles2(getStyles);
  const budgets = value ?? [];
  const change = (at: number, next: Partial<Budget>) =>
    onChange(budgets.map((one, index) => (index === at ? { ...one, ...next } : one)));
  return (
    <div className={styles.list}>
      {budgets.map(({ name, amount, currency }, at) => (
        <div key={`${budgets.length} ${at}`} className={styles.row}>
          <Input
            aria-label={`Whose budget ${at + 1} is`}
            placeholder="tenant"
            defaultValue={name}
            onBlur={({ currentTarget }) => change(at, { name: currentTarget.value.trim() })}
          />
          <Input
            aria-label={`Money a month of budget ${at + 1}`}
            type="number"
            min={0}
            placeholder="a month"
            defaultValue={amount > 0 ? amount : undefined}
            onBlur={({ currentTarget }) => change(at, { amount: Number(currentTarget.value) || 0 })}
          />
          <Input
            aria-label={`Currency of budget ${at + 1}`}
            placeholder="any"
            defaultValue={currency}
            onBlur={({ currentTarget }) =>
              change(at, { currency: currentTarget.value.trim().toUpperCase() || undefined })
            }
          />
          <IconButton
            name="trash-alt"
            aria-label={`Remove budget ${at + 1}`}
            onClick={() => onChange(budgets.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <div>
        <Button size="sm" variant="secondary" icon="plus" onClick={() => onChange([...budgets, NEW])}>
          Add a budget
        </Button>
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'grid', gap: theme.spacing(1) }),
  row: css({
    display: 'grid',
    gridTemplateColumns: '2fr 1.4fr 1fr auto',
    gap: theme.spacing(0.5),
    alignItems: 'center',
  }),
});
