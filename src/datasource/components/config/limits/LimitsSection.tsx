import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Limits } from '../../../../shared/types.gen';
import { durationError } from '../../../model/duration';
import { type ConfigProps } from '../configProps';
import { bytesForm, countForm } from '../fields/forms';
import { ParsedSetting } from '../fields/ParsedSetting';
import { TextSetting } from '../fields/TextSetting';
import { FieldGrid } from '../layout/FieldGrid';
import { Fold } from '../layout/Fold';
import { firstOf } from '../model/checks';
import { counted } from '../model/lists';
import { filled, withSettings } from '../model/settings';
import { wordsOr } from '../model/summaries';

import { limits } from './limits';

/** What one query may read and answer, and how often. */
export function LimitsSection({ options, onOptionsChange }: ConfigProps) {
  const { limits: set = {}, timeInterval } = options.jsonData;
  const change = (patch: Limits) => onOptionsChange(withSettings(options, { limits: filled({ ...set, ...patch }) }));
  const changed = Object.keys(set).length;
  return (
    <Fold
      title="Limits and step"
      summary={wordsOr(
        [timeInterval && `step at least ${timeInterval}`, changed > 0 && `${counted(changed, 'limit')} set`],
        'defaults'
      )}
      problem={firstOf(durationError(set.timeout ?? ''), durationError(timeInterval ?? ''))}
      description="A query past a limit stops and says which, how far over, and how to narrow it."
      testId={testIds.config.fold('limits')}
    >
      <FieldGrid>
        <TextSetting
          label="Scrape interval"
          description="The shortest step of a query. No step is shorter than the slowest source, which is measured."
          placeholder="none"
          width={36}
          value={timeInterval}
          check={durationError}
          onCommit={(text) => onOptionsChange(withSettings(options, { timeInterval: text || undefined }))}
          testId={testIds.config.timeInterval}
        />
        <TextSetting
          label="Query timeout"
          description="All that one panel asks for together. After it the query is given up and says so."
          placeholder="60s"
          width={36}
          value={set.timeout}
          check={durationError}
          onCommit={(timeout) => change({ timeout: timeout || undefined })}
          testId={testIds.config.timeout}
        />
        {limits.map(({ key, label, about, usual, isSize }) => (
          <ParsedSetting
            key={key}
            label={label}
            description={about}
            placeholder={usual}
            width={36}
            form={isSize ? bytesForm : countForm}
            value={set[key] || undefined}
            onCommit={(value) => change({ [key]: value })}
            testId={testIds.config.limit(key)}
          />
        ))}
      </FieldGrid>
    </Fold>
  );
}
