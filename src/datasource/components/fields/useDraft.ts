import { useState } from 'react';

interface Draft {
  text: string;
  setText: (text: string) => void;
  /** Hands the text over if it differs from what is stored. */
  commit: () => void;
}

/**
 * Holds what is being typed apart from what is stored, so that a query changes when the field is left or Enter is
 * pressed and not with every key. A stored value that changes from outside replaces the draft.
 */
export function useDraft(stored: string, onCommit: (text: string) => void): Draft {
  const [text, setText] = useState(stored);
  const [seen, setSeen] = useState(stored);
  if (seen !== stored) {
    setSeen(stored);
    setText(stored);
  }
  return {
    text,
    setText,
    commit: () => {
      if (text !== stored) {
        onCommit(text);
      }
    },
  };
}
