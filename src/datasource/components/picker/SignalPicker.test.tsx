import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { type Presence } from '../../model/signalChoices';
import { realSignals } from '../../testing/realSignals';

import { SignalPicker } from './SignalPicker';

jest.setTimeout(60_000);

function show(presence: Presence, value = '') {
  const onChange = jest.fn();
  render(
    <SignalPicker name="Signal of a" value={value} signals={realSignals} presence={presence} onChange={onChange} />
  );
  const field = screen.getByRole('combobox', { name: 'Signal of a' });
  return { user: userEvent.setup(), onChange, field };
}

describe('SignalPicker', () => {
  it('finds by plain words, and shows what a signal is and is not', async () => {
    const { user, onChange, field } = show(undefined);
    await user.type(field, 'is the GPU busy?');
    const [first] = screen.getAllByRole('option');
    expect(first).toHaveTextContent('GPU busy (GPU_UTIL)');
    expect(first).toHaveTextContent('Mistaken for: Utilisation.');
    expect(first).toHaveTextContent('Reported by dcgm');
    await user.click(first);
    expect(onChange).toHaveBeenCalledWith('gpu_busy');
    expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
  });

  it('puts what is not here last, marked, and still lets it be chosen', async () => {
    const { user, onChange, field } = show({ itl: ['vllm'] });
    await user.type(field, 'first token');
    await user.clear(field);
    await user.type(field, 'latency');
    const options = screen.getAllByRole('option');
    expect(options[0]).toHaveTextContent('Inter-token latency');
    expect(options[0]).toHaveTextContent('✓ vllm');
    const absent = options[options.length - 1];
    expect(absent).toHaveTextContent('not here');
    await user.click(absent);
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('lists by family while nothing is typed, and starts at the chosen one', async () => {
    const { user, field } = show(undefined, 'gpu_power');
    expect(field).toHaveValue('GPU power');
    await user.click(field);
    const list = screen.getByRole('listbox', { name: 'Signals' });
    expect(within(list).getByText('Inference engine')).toBeInTheDocument();
    const active = field.getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(active)).toHaveTextContent('GPU power');
    expect(document.getElementById(active)).toHaveAttribute('aria-selected', 'true');
  });

  it('works by keyboard alone', async () => {
    const { user, onChange, field } = show(undefined);
    await user.tab();
    await user.keyboard('{ArrowDown}');
    expect(field).toHaveAttribute('aria-expanded', 'true');
    await user.keyboard('ttft{ArrowDown}{ArrowUp}{Enter}');
    expect(onChange).toHaveBeenCalledWith('ttft');
    await user.keyboard('kv');
    await user.keyboard('{Escape}');
    expect(field).toHaveAttribute('aria-expanded', 'false');
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('takes a variable, or an id that is not known', async () => {
    const { user, onChange, field } = show(undefined);
    await user.type(field, '$signal{Enter}');
    expect(onChange).toHaveBeenLastCalledWith('$signal');
    await user.type(field, 'zebra_count{Enter}');
    expect(onChange).toHaveBeenLastCalledWith('zebra_count');
  });
});
