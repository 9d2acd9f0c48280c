import React from 'react';

import { type ConfigProps } from '../configProps';
import { numberForm } from '../fields/forms';
import { ParsedSetting } from '../fields/ParsedSetting';
import { TagsSetting } from '../fields/TagsSetting';
import { withSettings } from '../model/settings';

import { ParameterFields } from './ParameterFields';

const seconds = numberForm({ above: 0 });

interface Props extends ConfigProps {
  testId: string;
}

/** The rest of what belongs to an HTTP connection. */
export function HttpFields({ testId, ...config }: Props) {
  const { options, onOptionsChange } = config;
  return (
    <>
      <ParameterFields {...config} testId={testId} />
      <ParsedSetting
        label="Timeout of a request (seconds)"
        description="A whole query has a limit of its own, under “Limits”."
        placeholder="30"
        form={seconds}
        value={options.jsonData.timeout}
        onCommit={(timeout) => onOptionsChange(withSettings(options, { timeout }))}
        testId={`${testId}-request-timeout`}
      />
      <TagsSetting
        label="Allowed cookies"
        description="Cookies of the browser that are passed on to the store. None is unless it is named here; with one, caching is off."
        placeholder="Name of a cookie"
        tags={options.jsonData.keepCookies}
        onChange={(keepCookies) => onOptionsChange(withSettings(options, { keepCookies }))}
        testId={`${testId}-cookies`}
      />
    </>
  );
}
