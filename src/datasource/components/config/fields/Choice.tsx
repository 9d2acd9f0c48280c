import { Combobox, type ComboboxOption, Field } from '@grafana/ui';
import React, { useId } from 'react';

import { useLater } from '../../fields/useLater';
import { useReadOnly } from '../layout/readOnly';

import { type FieldProps } from './fieldProps';

interface Props<T extends string> extends FieldProps {
  value: T | undefined;
  /** The same list at every drawing, because Grafana's Combobox takes an equal choice of a new one for a new choice. */
  choices: Array<ComboboxOption<T>>;
  onChange: (value: T) => void;
}

/** One of several values. */
export function Choice<T extends string>({ value, choices, onChange, width = 20, testId, compact, ...rest }: Props<T>) {
  const id = useId();
  const disabled = useReadOnly();
  const onPick = useLater((option: ComboboxOption<T>) => option.value !== (value ?? '') && onChange(option.value));
  return (
    <Field label={rest.label} description={rest.description} htmlFor={id} disabled={disabled} noMargin={compact}>
      <Combobox
        id={id}
        width={width}
        options={choices}
        value={value ?? null}
        onChange={onPick}
        placeholder={rest.placeholder}
        disabled={disabled}
        data-testid={testId}
      />
    </Field>
  );
}
