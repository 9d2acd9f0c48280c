import { euro } from '../testing/frames';

import { combine } from './combine';
import { type Figures } from './figures';

const [small, large, odd] = euro.map(({ values }) => values);

describe('combine', () => {
  it('adds what is additive and computes prices anew', () => {
    expect(combine([small, large])).toEqual({
      gpu_hours: 30,
      prompt_tokens: 6e6,
      generation_tokens: 2e6,
      cached_tokens: 2e6,
      requests: 150,
      cost_total: 60,
      cost_prompt: 10,
      cost_generation: 50,
      cost_per_mtok_prompt: 10 / 6,
      cost_per_mtok_generation: 25,
      cost_per_request: 0.4,
      useful_ratio: 0.75,
      saved_by_cache: 5,
    });
  });

  it('does not know the parts of money of which some could not be divided', () => {
    expect(combine([small, odd])).toMatchObject({
      cost_total: 30,
      cost_prompt: null,
      cost_generation: null,
      cost_per_mtok_prompt: null,
      saved_by_cache: null,
    });
  });

  it.each<[string, Figures[], Figures]>([
    ['a row alone', [odd], odd],
    ['fields that were not asked for', [{ cost_total: 1 }, { cost_total: 2 }], { cost_total: 3 }],
    ['undefined money', [{ cost_total: null }, { cost_total: null }], { cost_total: null }],
    ['one row without it', [{ cost_total: null }, { cost_total: 2 }], { cost_total: 2 }],
    [
      'no requests',
      [
        { cost_total: 1, requests: 0 },
        { cost_total: 1, requests: 0 },
      ],
      { cost_total: 2, requests: 0, cost_per_request: null },
    ],
  ])('of %s', (_, rows, expected) => expect(combine(rows)).toEqual(expected));

  it('adds money that is nobody’s tokens without its parts', () => {
    const idle: Figures = { cost_total: 4, cost_prompt: null, cost_generation: null };
    expect(combine([idle, { cost_total: 0, cost_prompt: null, cost_generation: null }])).toMatchObject({
      cost_total: 4,
      cost_prompt: null,
    });
  });
});
