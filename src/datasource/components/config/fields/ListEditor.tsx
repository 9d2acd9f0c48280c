import { Button, Stack } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { replaced, without } from '../model/lists';

import { ListRow } from './ListRow';
import { useRowKeys } from './useRowKeys';

interface Props<T> {
  /** What one item is called, as in "Add price" and "Price 1". */
  noun: string;
  items: T[];
  create: () => T;
  /** What is wrong with an item as a whole, in words. */
  check?: (item: T) => string | undefined;
  onChange: (items: T[]) => void;
  /** The fields of one item. */
  children: (item: T, change: (item: T) => void, index: number) => ReactNode;
  testId: string;
}

/** Items of a list, a row of fields each. */
export function ListEditor<T>({ noun, items, create, check, onChange, children, testId }: Props<T>) {
  const keys = useRowKeys(items.length);
  const remove = (index: number) => {
    keys.remove(index);
    onChange(without(items, index));
  };
  const title = `${noun[0].toUpperCase()}${noun.slice(1)}`;
  return (
    <Stack direction="column" gap={1} alignItems="stretch">
      {items.map((item, index) => (
        <ListRow
          key={keys.at(index)}
          name={`${title} ${index + 1}`}
          isNew={keys.isNew(index)}
          problem={check?.(item)}
          onRemove={() => remove(index)}
          testId={`${testId}-${index}`}
        >
          {children(item, (next) => onChange(replaced(items, index, next)), index)}
        </ListRow>
      ))}
      <div>
        <Button
          variant="secondary"
          size="sm"
          icon="plus"
          data-testid={`${testId}-add`}
          onClick={() => {
            keys.add();
            onChange([...items, create()]);
          }}
        >
          {`Add ${noun}`}
        </Button>
      </div>
    </Stack>
  );
}
