import { ClipboardButton, RadioButtonGroup, Stack, TextArea } from '@grafana/ui';
import React, { useEffect, useState } from 'react';

import { type OwnSignal } from '../../../../shared/types.gen';
import { writeSignals } from '../model/signalText';

const formats: Array<{ value: 'yaml' | 'json'; label: string }> = [
  { value: 'yaml', label: 'YAML' },
  { value: 'json', label: 'JSON' },
];

/** The signals as text, for a provisioning file or another data source. */
export function ExportSignals({ signals }: { signals: OwnSignal[] }) {
  const [format, setFormat] = useState(formats[0].value);
  const [text, setText] = useState('');
  useEffect(() => {
    let isCurrent = true;
    const show = (written: string) => isCurrent && setText(written);
    writeSignals(signals, format).then(show, (cause: unknown) => show(String(cause)));
    return () => {
      isCurrent = false;
    };
  }, [signals, format]);
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <RadioButtonGroup
        aria-label="Format of the export"
        size="sm"
        options={formats}
        value={format}
        onChange={setFormat}
      />
      <TextArea aria-label="The signals as text" readOnly rows={10} cols={72} value={text} />
      <ClipboardButton variant="secondary" size="sm" icon="copy" getText={() => text}>
        Copy
      </ClipboardButton>
    </Stack>
  );
}
