import { Field, UnitPicker } from '@grafana/ui';
import React, { useId } from 'react';

import { testIds } from '../../../../shared/testIds';
import { type OwnAlternative, type OwnSignal } from '../../../../shared/types.gen';
import { Choice } from '../fields/Choice';
import { ListEditor } from '../fields/ListEditor';
import { TextSetting } from '../fields/TextSetting';
import { FieldRow } from '../layout/FieldRow';
import { SubSection } from '../layout/SubSection';
import { compact } from '../model/settings';
import { alternativeProblem, isRatio } from '../model/signalProblem';

import { AlternativeFields } from './AlternativeFields';
import { families, kinds, spaces } from './choices';

interface Props {
  signal: OwnSignal;
  index: number;
  onChange: (signal: OwnSignal) => void;
}

const texts = [
  { key: 'title', label: 'Title', placeholder: 'Queue depth', width: 30 },
  { key: 'description', label: 'Description', placeholder: 'What it really tells', width: 60 },
] as const;

const choices = [
  { key: 'family', label: 'Family', choices: families, width: 18, placeholder: 'Choose' },
  { key: 'kind', label: 'Kind', choices: kinds, width: 24, placeholder: 'Choose' },
  { key: 'space', label: 'Space', choices: spaces, width: 30, placeholder: 'as usual for the kind' },
] as const;

/** One signal of the user's own. */
export function SignalFields({ signal, index, onChange }: Props) {
  const id = useId();
  const change = (patch: Partial<OwnSignal>) => onChange(compact({ ...signal, ...patch }));
  return (
    <>
      <FieldRow>
        <TextSetting
          label="Id"
          placeholder="queue_depth"
          width={26}
          value={signal.id}
          onCommit={(next) => change({ id: next })}
          testId={testIds.config.signalId(index)}
        />
        {texts.map(({ key, ...field }) => (
          <TextSetting
            key={key}
            {...field}
            value={signal[key]}
            onCommit={(text) => change({ [key]: text || undefined })}
          />
        ))}
        {choices.map(({ key, ...field }) => (
          <Choice
            key={key}
            {...field}
            value={signal[key]}
            onChange={(value) => change({ [key]: value || undefined })}
          />
        ))}
        <Field label="Unit" htmlFor={`${id}-unit`}>
          <UnitPicker id={`${id}-unit`} width={24} value={signal.unit} onChange={(unit) => change({ unit })} />
        </Field>
      </FieldRow>
      <SubSection
        title="Metrics that report it"
        description="The newest name first: of several, the first that a device or replica has is read. A histogram is named without _bucket. The scale turns its values into the unit (0.001 for milliseconds to seconds)."
      >
        <ListEditor
          noun="metric"
          items={signal.alternatives ?? []}
          create={(): OwnAlternative => ({})}
          check={(alternative) => alternativeProblem(alternative, signal)}
          onChange={(alternatives) => change({ alternatives })}
          testId={testIds.config.alternatives(index)}
        >
          {(alternative, set) => (
            <AlternativeFields
              alternative={alternative}
              isRatio={isRatio({ kind: alternative.kind ?? signal.kind })}
              onChange={set}
            />
          )}
        </ListEditor>
      </SubSection>
    </>
  );
}
