import { IconButton, Stack } from '@grafana/ui';
import React, { useEffect, useRef } from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Operand } from '../../../../shared/types.gen';

interface Props {
  operand: Operand;
  index: number;
  count: number;
  /** Whether the row has just been moved here and keeps the keyboard. */
  moved: boolean;
  onHide: () => void;
  onMove: (offset: -1 | 1) => void;
  onRemove: () => void;
}

/** Hide, move and remove buttons of an operand. */
export function OperandActions({ operand, index, count, moved, onHide, onMove, onRemove }: Props) {
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (moved) {
      group.current?.querySelector<HTMLButtonElement>('button:not([disabled])')?.focus();
    }
  }, [moved]);

  return (
    <div ref={group}>
      <Stack direction="row" gap={0.5} alignItems="center" height={4}>
        <IconButton
          name="arrow-up"
          tooltip={`Move ${operand.as} up`}
          disabled={index === 0}
          onClick={() => onMove(-1)}
          data-testid={testIds.query.moveUp(index)}
        />
        <IconButton
          name="arrow-down"
          tooltip={`Move ${operand.as} down`}
          disabled={index === count - 1}
          onClick={() => onMove(1)}
          data-testid={testIds.query.moveDown(index)}
        />
        <IconButton
          name={operand.hide ? 'eye-slash' : 'eye'}
          tooltip={operand.hide ? `Show ${operand.as}` : `Compute ${operand.as} without showing it`}
          aria-pressed={Boolean(operand.hide)}
          onClick={onHide}
          data-testid={testIds.query.hide(index)}
        />
        <IconButton
          name="trash-alt"
          tooltip={`Remove ${operand.as}`}
          onClick={onRemove}
          data-testid={testIds.query.remove(index)}
        />
      </Stack>
    </div>
  );
}
