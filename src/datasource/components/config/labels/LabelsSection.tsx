import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type TokenpathSettings } from '../../../types';
import { type ConfigProps } from '../configProps';
import { TagsSetting } from '../fields/TagsSetting';
import { TextSetting } from '../fields/TextSetting';
import { Fold } from '../layout/Fold';
import { labelError } from '../model/checks';
import { labelsProblem } from '../model/problems';
import { withSettings } from '../model/settings';
import { wordsOr } from '../model/summaries';

import { type LabelList, labelLists } from './lists';

/** What the labels of this store are called. */
export function LabelsSection({ options, onOptionsChange }: ConfigProps) {
  const { jsonData } = options;
  const set = (patch: Partial<TokenpathSettings>) => onOptionsChange(withSettings(options, patch));
  const change = (key: LabelList['key'], tags: string[] | undefined) => {
    const patch: Partial<TokenpathSettings> = {};
    patch[key] = tags;
    set(patch);
  };
  const summary = labelLists.map(({ key, short }) => jsonData[key] && `${short} = ${jsonData[key].join(', ')}`);
  return (
    <Fold
      title="Labels"
      summary={wordsOr([jsonData.clusterLabel && `cluster = ${jsonData.clusterLabel}`, ...summary], 'defaults')}
      problem={labelsProblem(jsonData)}
      description="What your labels are called where that is not what exporters and engines write by themselves. Several names are tried in their order."
      testId={testIds.config.fold('labels')}
    >
      <TextSetting
        label="Cluster label"
        description="Tells clusters apart. Without it, devices and pods of all clusters share one name space."
        placeholder="cluster"
        value={jsonData.clusterLabel}
        check={labelError}
        onCommit={(clusterLabel) => set({ clusterLabel: clusterLabel || undefined })}
        testId={testIds.config.clusterLabel}
      />
      {labelLists.map(({ key, label, description, placeholder }) => (
        <TagsSetting
          key={key}
          label={label}
          description={description}
          placeholder={placeholder}
          tags={jsonData[key]}
          check={labelError}
          onChange={(tags) => change(key, tags)}
          testId={testIds.config.labels(key)}
        />
      ))}
    </Fold>
  );
}
