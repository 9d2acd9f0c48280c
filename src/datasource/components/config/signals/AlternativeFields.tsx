import React from 'react';

import { type OwnAlternative } from '../../../../shared/types.gen';
import { numberForm, ownLabelsForm, pairsForm } from '../fields/forms';
import { ParsedSetting } from '../fields/ParsedSetting';
import { TextSetting } from '../fields/TextSetting';
import { compact, filled } from '../model/settings';

interface Props {
  alternative: OwnAlternative;
  /** Names two counters that are divided. */
  isRatio: boolean;
  onChange: (alternative: OwnAlternative) => void;
}

const scale = numberForm({ above: 0 });

const ratioNames = [
  { key: 'numerator', label: 'Numerator', placeholder: 'cache_hits_total' },
  { key: 'denominator', label: 'Denominator', placeholder: 'cache_queries_total' },
] as const;
const levelNames = [{ key: 'metric', label: 'Metric', placeholder: 'my_queue_depth' }] as const;

/** One metric that reports a signal. */
export function AlternativeFields({ alternative, isRatio, onChange }: Props) {
  const change = (patch: OwnAlternative) => onChange(compact({ ...alternative, ...patch }));
  const names = isRatio ? ratioNames : levelNames;
  // Gauges that are added can only be written as text; their names are shown.
  const sum = alternative.sum?.join(' + ');
  return (
    <>
      {sum && !isRatio ? (
        <TextSetting compact label="Sum of (import to change)" width={40} value={sum} onCommit={() => undefined} />
      ) : (
        names.map(({ key, label, placeholder }) => (
          <TextSetting
            key={key}
            compact
            label={label}
            width={32}
            placeholder={placeholder}
            value={alternative[key]}
            onCommit={(text) => change({ [key]: text || undefined })}
          />
        ))
      )}
      <ParsedSetting
        compact
        label="Scale"
        width={10}
        placeholder="1"
        form={scale}
        value={alternative.scale || undefined}
        onCommit={(next) => change({ scale: next })}
      />
      <ParsedSetting
        compact
        label="Only series with"
        width={28}
        placeholder={'state="ready"'}
        form={pairsForm}
        value={alternative.match && filled(alternative.match)}
        onCommit={(match) => change({ match: match && filled(match) })}
      />
      <ParsedSetting
        compact
        label="Labels (ours = its own)"
        width={28}
        placeholder={'pod="pod_name"'}
        form={ownLabelsForm}
        value={alternative.labels && filled(alternative.labels)}
        onCommit={(labels) => change({ labels: labels && filled(labels) })}
      />
    </>
  );
}
