import { type KeyboardEvent, useState } from 'react';

interface ListKeys {
  /** The entry that Enter takes. */
  active: number;
  /** Whether the keyboard went there, so that the list has to follow; the pointer is where it looks. */
  isFollowed: boolean;
  /** Goes to an entry; the list follows where the pointer is elsewhere. */
  setActive: (index: number, follow?: boolean) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

interface Options {
  count: number;
  isOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
  onTake: (index: number) => void;
}

const steps: Record<string, (active: number, count: number) => number> = {
  ArrowDown: (active, count) => Math.min(active + 1, count - 1),
  ArrowUp: (active) => Math.max(active - 1, 0),
  PageDown: (active, count) => Math.min(active + 5, count - 1),
  PageUp: (active) => Math.max(active - 5, 0),
};

/** The keyboard of a field with a list: arrows move, Enter takes, Escape and Tab close. */
export function useListKeys({ count, isOpen, onOpen, onClose, onTake }: Options): ListKeys {
  const [active, setActive] = useState(0);
  const [isFollowed, setFollowed] = useState(true);

  const move = (event: KeyboardEvent) => {
    event.preventDefault();
    if (isOpen) {
      setFollowed(true);
      setActive(steps[event.key](active, count));
    } else {
      onOpen();
    }
  };

  const inList: Record<string, (event: KeyboardEvent) => void> = {
    Enter: (event) => {
      event.preventDefault();
      onTake(active);
    },
    // A drawer around the editor would close as well.
    Escape: (event) => {
      event.stopPropagation();
      onClose();
    },
    Tab: onClose,
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) {
      return;
    }
    if (steps[event.key]) {
      move(event);
    } else if (isOpen) {
      inList[event.key]?.(event);
    }
  };

  const goTo = (index: number, follow = false) => {
    setFollowed(follow);
    setActive(index);
  };

  return { active: Math.min(active, Math.max(count - 1, 0)), isFollowed, setActive: goTo, onKeyDown };
}
