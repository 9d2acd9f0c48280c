import { useState } from 'react';

/** What a text stands for: a value, or nothing where it is empty, or what is wrong with it. */
export type Parsed<T> = { value: T | undefined } | { error: string };

/** How a setting is written and read. */
export interface Form<T> {
  format: (value: T) => string;
  parse: (text: string) => Parsed<T>;
}

interface Draft {
  text: string;
  setText: (text: string) => void;
  /** Takes the text over where it can be read. */
  leave: () => void;
  error: string | undefined;
}

const errorOf = <T>(parsed: Parsed<T>) => ('error' in parsed ? parsed.error : undefined);

/**
 * A setting that is not a text, edited as one. What cannot be read stays in the field, and the last value that could be
 * read stays in the settings; the error says so.
 */
export function useParsedDraft<T>(
  value: T | undefined,
  form: Form<T>,
  onCommit: (value: T | undefined) => void
): Draft {
  const stored = value === undefined ? '' : form.format(value);
  const [seen, setSeen] = useState(stored);
  const [text, setText] = useState(stored);
  const [left, setLeft] = useState(stored);
  if (seen !== stored) {
    setSeen(stored);
    setText(stored);
    setLeft(stored);
  }
  const complaint = left === '' ? undefined : errorOf(form.parse(left));
  const kept = stored === '' ? 'Nothing is saved until then.' : `${stored} stays until then.`;

  return {
    text,
    setText,
    error: complaint && left !== stored ? `${complaint} ${kept}` : complaint,
    leave: () => {
      const trimmed = text.trim();
      const parsed = trimmed === '' ? { value: undefined } : form.parse(trimmed);
      setLeft(trimmed);
      if ('error' in parsed) {
        return;
      }
      const next = parsed.value === undefined ? '' : form.format(parsed.value);
      setText(next);
      setLeft(next);
      if (next !== stored) {
        onCommit(parsed.value);
      }
    },
  };
}
