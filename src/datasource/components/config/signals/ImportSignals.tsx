import { Button, Field, FieldValidationMessage, Stack, TextArea } from '@grafana/ui';
import React, { useId, useState } from 'react';

import { testIds } from '../../../../shared/testIds';
import { type OwnSignal } from '../../../../shared/types.gen';
import { counted } from '../model/lists';
import { mergeSignals, readSignals } from '../model/signalText';

interface Props {
  signals: OwnSignal[];
  onChange: (signals: OwnSignal[]) => void;
}

const example = `- id: queue_depth
  title: Queue depth
  family: engine
  kind: gauge
  unit: short
  alternatives:
    - metric: my_queue_depth
      labels: { pod: pod_name }`;

/** Adds signals that are pasted as YAML or JSON. */
export function ImportSignals({ signals, onChange }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState('');
  const add = async () => {
    try {
      const read = await readSignals(text);
      onChange(mergeSignals(signals, read));
      setText('');
      setProblem('');
      setSaid(`Took over ${counted(read.length, 'signal')}: ${read.map(({ id: name }) => name).join(', ')}.`);
    } catch (cause) {
      setSaid('');
      setProblem(cause instanceof Error ? cause.message : String(cause));
    }
  };
  return (
    <>
      <Field
        label="Signals to add"
        description="YAML or JSON, with the fields of the catalog's files. One with an id that is here already replaces it."
        htmlFor={id}
      >
        <TextArea
          id={id}
          rows={9}
          cols={72}
          value={text}
          placeholder={example}
          spellCheck={false}
          aria-invalid={problem ? true : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
          data-testid={testIds.config.importText}
        />
      </Field>
      <Stack direction="column" gap={1} alignItems="flex-start">
        {problem && <FieldValidationMessage>{problem}</FieldValidationMessage>}
        {said && <p role="status">{said}</p>}
        <Button
          variant="secondary"
          size="sm"
          disabled={text.trim() === ''}
          onClick={() => void add()}
          data-testid={testIds.config.importAdd}
        >
          Add these signals
        </Button>
      </Stack>
    </>
  );
}
