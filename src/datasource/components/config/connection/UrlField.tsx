import React from 'react';

import { type ConfigProps } from '../configProps';
import { TextSetting } from '../fields/TextSetting';
import { urlError } from '../model/checks';

interface Props extends ConfigProps {
  placeholder: string;
  required?: boolean;
  testId: string;
}

/** The address of a store. */
export function UrlField({ options, onOptionsChange, placeholder, required, testId }: Props) {
  return (
    <TextSetting
      label="URL"
      description="As Grafana's server reaches it, with the path prefix if there is one."
      placeholder={placeholder}
      width={60}
      value={options.url}
      check={urlError}
      required={required}
      onCommit={(url) => onOptionsChange({ ...options, url: url.replace(/\/+$/, '') })}
      testId={testId}
    />
  );
}
