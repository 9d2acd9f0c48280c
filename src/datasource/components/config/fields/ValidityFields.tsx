import React from 'react';

import { compact } from '../model/settings';

import { instantForm } from './forms';
import { ParsedSetting } from './ParsedSetting';

interface Validity {
  from?: string;
  to?: string;
}

interface Props<T extends Validity> {
  value: T;
  onChange: (value: T) => void;
}

/** From when to when something holds; open where an end is empty. */
export function ValidityFields<T extends Validity>({ value, onChange }: Props<T>) {
  const field = (label: string, key: keyof Validity, placeholder: string) => (
    <ParsedSetting
      compact
      label={label}
      width={23}
      placeholder={placeholder}
      form={instantForm}
      value={value[key] || undefined}
      onCommit={(instant) => onChange(compact({ ...value, [key]: instant }))}
    />
  );
  return (
    <>
      {field('From', 'from', 'always')}
      {field('To (not included)', 'to', 'open')}
    </>
  );
}
