import { type ComboboxOption } from '@grafana/ui';

/** A text that is to be used as it was typed, offered where no suggestion is exactly that. */
export function asTyped(typed: string, description: string): ComboboxOption {
  return { value: typed, label: typed, description };
}

/**
 * The names that contain what was typed, then the dashboard's variables that do, then the typed text itself. It comes
 * last so that Enter takes the best match; Grafana's own custom value would come first.
 */
export function suggest(names: string[], variables: string[], typed: string): ComboboxOption[] {
  const wanted = typed.trim().toLowerCase();
  const matches = (text: string) => text.toLowerCase().includes(wanted);
  const options: ComboboxOption[] = [
    ...names.filter(matches).map((value) => ({ value, label: value || '(empty)' })),
    ...variables.filter(matches).map((value) => ({ value, label: value, description: 'Dashboard variable' })),
  ];
  const isNew = wanted !== '' && options.every((option) => option.value !== typed.trim());
  return isNew ? [...options, asTyped(typed.trim(), 'Use as typed')] : options;
}
