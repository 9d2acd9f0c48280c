import { type ComboboxOption } from '@grafana/ui';
import React, { useState } from 'react';

type Options = ComboboxOption[] | ((typed: string) => Promise<ComboboxOption[]>);

interface CommonProps {
  id?: string;
  options: Options;
  placeholder?: string;
  'data-testid'?: string;
}

interface SingleProps extends CommonProps {
  value?: string | ComboboxOption | null;
  onChange: (option: ComboboxOption) => void;
}

interface MultiProps extends CommonProps {
  value?: Array<string | ComboboxOption>;
  onChange: (options: ComboboxOption[]) => void;
}

async function load(options: Options, typed: string): Promise<ComboboxOption[]> {
  return typeof options === 'function' ? options(typed) : options;
}

function Box({
  id,
  options,
  text,
  onPick,
  ...rest
}: CommonProps & { text: string; onPick: (o: ComboboxOption) => void }) {
  const [typed, setTyped] = useState<string>();
  const [shown, setShown] = useState<ComboboxOption[]>([]);
  const show = async (next: string) => {
    setTyped(next);
    setShown(await load(options, next));
  };
  return (
    <span>
      <input
        id={id}
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-list`}
        data-testid={rest['data-testid']}
        value={typed ?? text}
        onClick={() => show('')}
        onChange={(event) => show(event.currentTarget.value)}
      />
      <span id={`${id}-list`} role="listbox">
        {shown.map((option) => (
          <button type="button" key={option.value} role="option" aria-selected={false} onClick={() => onPick(option)}>
            {option.label}
          </button>
        ))}
      </span>
    </span>
  );
}

const textOf = (value: string | ComboboxOption) => (typeof value === 'string' ? value : (value.label ?? value.value));

/** Stands in for Grafana's Combobox, whose list draws only what is in view, and jsdom has no view. */
export function Combobox({ value, onChange, ...rest }: SingleProps) {
  return <Box {...rest} text={value ? textOf(value) : ''} onPick={onChange} />;
}

/** Stands in for Grafana's MultiCombobox. */
export function MultiCombobox({ value = [], onChange, ...rest }: MultiProps) {
  const chosen = value.map((one) => (typeof one === 'string' ? { value: one, label: one } : one));
  return <Box {...rest} text={chosen.map(textOf).join(', ')} onPick={(option) => onChange([...chosen, option])} />;
}

/** Stands in for Grafana's UnitPicker, which lists hundreds of units. */
export function UnitPicker({
  id,
  value,
  onChange,
}: {
  id?: string;
  value?: string;
  onChange: (unit?: string) => void;
}) {
  return <input id={id} defaultValue={value} onBlur={(event) => onChange(event.currentTarget.value || undefined)} />;
}
