import React from 'react';

import { type Binding } from '../../../../shared/types.gen';
import { wordsForm } from '../fields/forms';
import { ParsedSetting } from '../fields/ParsedSetting';
import { TextSetting } from '../fields/TextSetting';
import { ValidityFields } from '../fields/ValidityFields';
import { compact, listed } from '../model/settings';

interface Props {
  binding: Binding;
  onChange: (binding: Binding) => void;
}

const names = [
  { key: 'instance', label: 'Instance', placeholder: '10.0.0.7:8000', width: 24 },
  { key: 'namespace', label: 'Namespace', placeholder: 'inference', width: 18 },
  { key: 'pod', label: 'Pod', placeholder: 'llama-0', width: 24 },
  { key: 'cluster', label: 'Cluster', placeholder: 'any', width: 16 },
] as const;

/** One declared ownership: a replica, its devices, and when. */
export function BindingFields({ binding, onChange }: Props) {
  return (
    <>
      {names.map(({ key, ...field }) => (
        <TextSetting
          key={key}
          compact
          {...field}
          value={binding[key]}
          onCommit={(text) => onChange(compact({ ...binding, [key]: text || undefined }))}
        />
      ))}
      <ParsedSetting
        compact
        label="GPU UUIDs"
        width={44}
        rows={2}
        placeholder={'GPU-5fd3ae70-…, one per line'}
        form={wordsForm}
        value={listed(binding.gpu_uuids ?? [])}
        onCommit={(gpu_uuids = []) => onChange({ ...binding, gpu_uuids })}
      />
      <ParsedSetting
        compact
        label="MIG ids"
        width={16}
        rows={2}
        placeholder="whole cards"
        form={wordsForm}
        value={listed(binding.mig_ids ?? [])}
        onCommit={(mig_ids) => onChange(compact({ ...binding, mig_ids }))}
      />
      <ValidityFields value={binding} onChange={onChange} />
    </>
  );
}
