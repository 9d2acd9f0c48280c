import { Field, TagsInput } from '@grafana/ui';
import React, { useId } from 'react';

import { useWhenReleased } from '../layout/press';
import { useReadOnly } from '../layout/readOnly';
import { type Check } from '../model/checks';
import { listed } from '../model/settings';

import { type FieldProps } from './fieldProps';

interface Props extends FieldProps {
  tags: string[] | undefined;
  onChange: (tags: string[] | undefined) => void;
  check?: Check;
}

/** Several names, the best first. A text is added with Enter or when the field is left. */
export function TagsSetting({
  label,
  description,
  placeholder,
  tags = [],
  onChange,
  check,
  width = 60,
  testId,
}: Props) {
  const id = useId();
  const disabled = useReadOnly();
  const error = useWhenReleased(tags.map((tag) => check?.(tag)).find(Boolean));
  const add = (next: string[]) => onChange(listed([...new Set(next.map((tag) => tag.trim()).filter(Boolean))]));
  return (
    <div data-testid={testId}>
      <Field
        label={label}
        description={description}
        htmlFor={id}
        invalid={Boolean(error)}
        error={error}
        disabled={disabled}
      >
        <TagsInput
          id={id}
          width={width}
          tags={tags}
          onChange={add}
          placeholder={placeholder}
          addOnBlur
          autoColors={false}
        />
      </Field>
    </div>
  );
}
