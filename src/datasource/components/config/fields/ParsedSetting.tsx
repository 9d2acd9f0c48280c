import { Input, TextArea } from '@grafana/ui';
import React, { type KeyboardEvent, useId } from 'react';

import { useWhenReleased } from '../layout/press';

import { type FieldProps } from './fieldProps';
import { SettingField } from './SettingField';
import { type Form, useParsedDraft } from './useParsedDraft';

interface Props<T> extends FieldProps {
  value: T | undefined;
  form: Form<T>;
  onCommit: (value: T | undefined) => void;
  /** Lines to begin with; one line where it is absent. */
  rows?: number;
}

/** A setting that is not a text (a number, a size, labels, a list), edited as one. */
export function ParsedSetting<T>({ value, form, onCommit, rows, width = 20, testId, ...rest }: Props<T>) {
  const id = useId();
  const draft = useParsedDraft(value, form, onCommit);
  const error = useWhenReleased(draft.error);
  const onKeyDown = (event: KeyboardEvent) => event.key === 'Enter' && draft.leave();
  const common = {
    id,
    value: draft.text,
    placeholder: rest.placeholder,
    'aria-invalid': error ? true : undefined,
    onBlur: draft.leave,
    'data-testid': testId,
  };
  return (
    <SettingField {...rest} id={id} error={error}>
      {rows ? (
        <TextArea {...common} rows={rows} cols={width} onChange={(event) => draft.setText(event.currentTarget.value)} />
      ) : (
        <Input
          {...common}
          width={width}
          onChange={(event) => draft.setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      )}
    </SettingField>
  );
}
