import { Button, InlineLabel, Stack } from '@grafana/ui';
import React, { useState } from 'react';

import { testIds } from '../../../../shared/testIds';
import { addKey, betterKeys, type Keys, renameKey, withoutKey } from '../../../model/keys';
import { type OperandProps } from '../operands/operandProps';

import { KeyCheckLine } from './KeyCheckLine';
import { KeyRow } from './KeyRow';
import { useKeyCheck } from './useKeyCheck';

const NO_KEYS: Keys = {};

/** Which labels of the user's own PromQL stand for which canonical ones, and whether its series meet anything by them. */
export function KeyMapping({ operand, index, sources, onChange }: OperandProps) {
  const { catalog, datasource, range } = sources;
  const keys = operand.keys ?? NO_KEYS;
  const check = useKeyCheck(datasource, operand.expr ?? '', keys, range);
  const [isAdding, setAdding] = useState(false);

  const suggested = check.answer?.suggested ?? NO_KEYS;
  const examples = check.answer?.labels ?? [];
  const set = (next: Keys | undefined) => onChange({ ...operand, keys: next });
  const free = (own?: string) => catalog.labels.filter((label) => label === own || !(label in keys));
  const entries = Object.entries(keys);

  return (
    <Stack direction="column" gap={0.5}>
      <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
        <InlineLabel
          width="auto"
          tooltip="Which labels of the result are keys. With gpu_uuid the series belong to devices, with pod to replicas, otherwise to the rows that have these labels."
        >
          Keys
        </InlineLabel>
        {entries.map(([canonical, own], position) => (
          <KeyRow
            key={canonical}
            index={index}
            position={position}
            canonical={canonical}
            own={own}
            labels={free(canonical)}
            examples={examples}
            onCanonical={(next) => set(renameKey(keys, canonical, next))}
            onOwn={(next) => set({ ...keys, [canonical]: next })}
            onRemove={() => set(withoutKey(keys, canonical))}
          />
        ))}
        {isAdding && (
          <KeyRow
            index={index}
            position={entries.length}
            canonical=""
            own=""
            labels={free()}
            examples={examples}
            onCanonical={(canonical) => {
              setAdding(false);
              set(addKey(keys, canonical, suggested));
            }}
            onOwn={() => undefined}
            onRemove={() => setAdding(false)}
          />
        )}
        {!isAdding && (
          <Button
            variant="secondary"
            icon="plus"
            aria-label={`Add a key of ${operand.as}`}
            data-testid={testIds.query.addKey(index)}
            onClick={() => setAdding(true)}
          />
        )}
      </Stack>
      <KeyCheckLine index={index} check={check} better={betterKeys(keys, check.answer?.suggested)} onUse={set} />
    </Stack>
  );
}
