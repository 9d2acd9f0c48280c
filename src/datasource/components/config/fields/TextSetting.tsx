import React, { useId } from 'react';

import { DraftInput } from '../../fields/DraftInput';
import { useWhenReleased } from '../layout/press';
import { type Check } from '../model/checks';

import { type FieldProps } from './fieldProps';
import { SettingField } from './SettingField';

interface Props extends FieldProps {
  value: string | undefined;
  onCommit: (text: string) => void;
  check?: Check;
}

/**
 * One text setting with its explanation. It is taken over and checked when the field is left; a wrong one is kept as it
 * was typed and marked, so that nothing is lost.
 */
export function TextSetting({ value = '', onCommit, check, width = 40, testId, ...rest }: Props) {
  const id = useId();
  const error = useWhenReleased(check?.(value));
  return (
    <SettingField {...rest} id={id} error={error}>
      <DraftInput
        id={id}
        width={width}
        value={value}
        placeholder={rest.placeholder}
        aria-invalid={error ? true : undefined}
        onCommit={(text) => onCommit(text.trim())}
        data-testid={testId}
      />
    </SettingField>
  );
}
