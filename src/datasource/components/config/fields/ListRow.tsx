import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { FieldValidationMessage, IconButton, useStyles2 } from '@grafana/ui';
import React, { type FocusEvent, type ReactNode, useEffect, useRef, useState } from 'react';

import { useWhenReleased } from '../layout/press';

interface Props {
  name: string;
  /** A new row takes the focus and is complained about when it is left, not before. */
  isNew: boolean;
  problem: string | undefined;
  onRemove: () => void;
  testId: string;
  children: ReactNode;
}

/** The fields of one item of a list, with what is wrong with it as a whole. */
export function ListRow({ name, isNew, problem, onRemove, testId, children }: Props) {
  const styles = useStyles2(getStyles);
  const row = useRef<HTMLDivElement>(null);
  const [wasLeft, setLeft] = useState(!isNew);
  const complaint = useWhenReleased(wasLeft ? problem : undefined);
  useEffect(() => {
    if (isNew) {
      row.current?.querySelector('input')?.focus();
    }
  }, [isNew]);
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) {
      setLeft(true);
    }
  };
  return (
    <div ref={row} role="group" aria-label={name} data-testid={testId} className={styles.row} onBlur={onBlur}>
      <div className={styles.fields}>
        {children}
        <IconButton
          className={styles.remove}
          name="trash-alt"
          tooltip={`Remove ${name.toLowerCase()}`}
          onClick={onRemove}
        />
      </div>
      {complaint && <FieldValidationMessage>{complaint}</FieldValidationMessage>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ paddingBottom: theme.spacing(1), borderBottom: `1px dashed ${theme.colors.border.weak}` }),
  fields: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(1, 1) }),
  // In line with the inputs, which stand below their labels.
  remove: css({ marginTop: theme.spacing(3.5) }),
});
