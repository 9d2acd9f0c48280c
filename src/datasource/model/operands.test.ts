import { type Operand } from '../../shared/types.gen';
import { signalsResponse } from '../testing/fixtures';

import {
  addOperand,
  hasContent,
  kindOf,
  moveOperand,
  removeOperand,
  replaceOperand,
  uniqueName,
  withSignal,
} from './operands';

const [tokens, ttft] = signalsResponse.signals;
const list: Operand[] = [
  { as: 'cost', signal: 'gpu_cost' },
  { as: 'tokens', signal: 'generation_tokens' },
  { as: 'price', formula: 'cost / tokens * 1e6' },
];

describe('operands', () => {
  it('knows the three kinds, and which ask for something', () => {
    expect(list.map(kindOf)).toEqual(['signal', 'signal', 'formula']);
    expect(kindOf({ as: 'e', expr: '' })).toBe('expr');
    expect(hasContent({ as: 'e', expr: ' ' })).toBe(false);
    expect(list.every(hasContent)).toBe(true);
  });

  it('adds with a free name, removes, and moves within the list', () => {
    expect(addOperand([{ as: 'ratio' }], 'formula')[1]).toEqual({ as: 'ratio_2', formula: '' });
    expect(uniqueName('a', [{ as: 'a' }, { as: 'a_2' }])).toBe('a_3');
    expect(removeOperand(list, 0).map((one) => one.as)).toEqual(['tokens', 'price']);
    expect(moveOperand(list, 2, -1).map((one) => one.as)).toEqual(['cost', 'price', 'tokens']);
    expect(moveOperand(list, 0, -1)).toBe(list);
    expect(moveOperand(list, 2, 1)).toBe(list);
  });

  it('carries a new name into formulas, as a whole word only', () => {
    const wide = [...list, { as: 'more', formula: 'cost2 + cost' }];
    const renamed = replaceOperand(wide, 0, { as: 'money', signal: 'gpu_cost' });
    expect(renamed.map((one) => one.formula)).toEqual([undefined, undefined, 'money / tokens * 1e6', 'cost2 + money']);
  });

  it('forgets what belonged to the old signal, and renames only a default name', () => {
    const old: Operand = {
      as: 'generation_tokens',
      signal: 'generation_tokens',
      stat: 'total',
      unit: 'short',
      hide: true,
    };
    expect(withSignal(old, ttft, [old])).toEqual({ as: 'ttft', signal: 'ttft', hide: true });
    const named: Operand = { as: 'mine', signal: 'ttft', stat: 'p95' };
    expect(withSignal(named, tokens, [named])).toEqual({ as: 'mine', signal: 'generation_tokens' });
  });
});
