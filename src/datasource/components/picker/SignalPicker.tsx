import { Icon, Input } from '@grafana/ui';
import React, { useId, useMemo, useRef, useState } from 'react';

import { type SignalInfo } from '../../../shared/types.gen';
import { type Presence, signalChoices } from '../../model/signalChoices';

import { SignalList } from './SignalList';
import { useAnchor } from './useAnchor';
import { useListKeys } from './useListKeys';

interface Props {
  /** What the field is called. */
  name: string;
  value: string;
  signals: SignalInfo[];
  presence: Presence;
  loading?: boolean;
  onChange: (id: string) => void;
  testId?: string;
}

/**
 * Picks a canonical signal by plain words. It is a list of our own because an entry has more to say than a title and a
 * line, and because what is not here is to be seen as such and can still be chosen.
 */
export function SignalPicker({ name, value, signals, presence, loading, onChange, testId }: Props) {
  const listId = useId();
  const field = useRef<HTMLDivElement>(null);
  // What is typed; undefined while the list is closed.
  const [typed, setTyped] = useState<string>();
  const isOpen = typed !== undefined;
  const choices = useMemo(() => signalChoices(signals, presence, typed ?? ''), [signals, presence, typed]);
  const place = useAnchor(field, isOpen);

  const open = () => {
    if (!isOpen) {
      setTyped('');
      goTo(
        Math.max(
          0,
          choices.findIndex(({ id }) => id === value)
        ),
        true
      );
    }
  };
  const close = () => setTyped(undefined);
  const take = (index: number) => {
    const id = choices[index]?.id;
    close();
    if (id && id !== value) {
      onChange(id);
    }
  };
  const {
    active,
    isFollowed,
    setActive: goTo,
    onKeyDown,
  } = useListKeys({
    count: choices.length,
    isOpen,
    onOpen: () => open(),
    onClose: close,
    onTake: take,
  });
  const title = signals.find(({ id }) => id === value)?.title || value;

  return (
    <div ref={field}>
      <Input
        role="combobox"
        aria-label={name}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen && choices.length > 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        value={typed ?? title}
        placeholder={placeholder(title, loading)}
        suffix={<Icon name={isOpen ? 'search' : 'angle-down'} />}
        onClick={open}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          goTo(0, true);
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
        data-testid={testId}
      />
      {isOpen && (
        <SignalList
          id={listId}
          place={place}
          choices={choices}
          active={active}
          isFollowed={isFollowed}
          selected={value}
          presence={presence}
          emptyText={loading ? 'Reading the signals …' : 'No signal is found.'}
          onTake={take}
          onPoint={goTo}
        />
      )}
    </div>
  );
}

function placeholder(title: string, loading?: boolean): string {
  if (loading) {
    return 'Reading the signals …';
  }
  return title || 'Ask in plain words: time to first token, is the GPU busy?, why slow';
}
