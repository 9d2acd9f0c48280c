import { Input } from '@grafana/ui';
import React, { type ComponentProps, type KeyboardEvent } from 'react';

import { useDraft } from './useDraft';

interface Props extends Omit<ComponentProps<typeof Input>, 'value' | 'onChange' | 'onBlur' | 'onKeyDown' | 'ref'> {
  value: string;
  onCommit: (text: string) => void;
  'data-testid'?: string;
}

/** A text input that hands its text over on blur or Enter. */
export function DraftInput({ value, onCommit, ...rest }: Props) {
  const draft = useDraft(value, onCommit);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') {
      draft.commit();
    }
  };
  return (
    <Input
      // Grafana 12's Input shows that it is invalid, but does not say so.
      aria-invalid={rest.invalid ? true : undefined}
      {...rest}
      value={draft.text}
      onChange={(event) => draft.setText(event.currentTarget.value)}
      onBlur={draft.commit}
      onKeyDown={onKeyDown}
    />
  );
}
