import { Combobox, type ComboboxOption, IconButton, Stack } from '@grafana/ui';
import React, { useId, useMemo } from 'react';

import { testIds } from '../../../../shared/testIds';
import { type LabelExample } from '../../../../shared/types.gen';
import { ownLabelOptions } from '../../../model/keys';
import { HiddenLabel } from '../../fields/HiddenLabel';
import { LabelPicker } from '../../fields/LabelPicker';
import { useLater } from '../../fields/useLater';

interface Props {
  index: number;
  position: number;
  canonical: string;
  own: string;
  /** The canonical labels that are still free, with this one. */
  labels: string[];
  examples: LabelExample[];
  onCanonical: (canonical: string) => void;
  onOwn: (own: string) => void;
  onRemove: () => void;
}

/** One key: a canonical label and the label of the expression that stands for it. */
export function KeyRow({ index, position, canonical, own, labels, examples, onCanonical, onOwn, onRemove }: Props) {
  const id = useId();
  const options = useMemo(() => ownLabelOptions(examples, own), [examples, own]);
  const onPick = useLater(({ value }: ComboboxOption) => value !== own && onOwn(value));

  return (
    <div role="group" aria-label={`Key ${position + 1}`}>
      <Stack direction="row" gap={0.5} alignItems="center">
        <HiddenLabel htmlFor={`${id}-label`} text={`Canonical label of key ${position + 1}`} />
        <LabelPicker
          id={`${id}-label`}
          labels={labels}
          value={canonical}
          onChange={onCanonical}
          width={17}
          testId={testIds.query.keyLabel(index, position)}
        />
        {canonical && (
          <>
            <span>=</span>
            <HiddenLabel htmlFor={`${id}-own`} text={`Own label for ${canonical}`} />
            <Combobox
              id={`${id}-own`}
              width={22}
              options={options}
              value={own}
              onChange={onPick}
              createCustomValue
              data-testid={testIds.query.keyOwn(index, position)}
            />
          </>
        )}
        <IconButton name="times" tooltip={`Remove key ${canonical || position + 1}`} onClick={onRemove} />
      </Stack>
    </div>
  );
}
