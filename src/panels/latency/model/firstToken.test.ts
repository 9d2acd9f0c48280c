import { type Figures } from './figures';
import { firstTokenOf, isFirstTokenFigure } from './firstToken';

const engine: Figures = { queue: 0.2, prefill: 0.1, ttft_mean: 0.35 };
const rounded = (figures: Figures) => {
  const { parts, ...rest } = firstTokenOf(figures);
  const known = Object.entries(parts).filter(([, value]) => value !== undefined);
  return { ...rest, parts: Object.fromEntries(known.map(([id, v]) => [id, v && Math.round(v * 1000) / 1000])) };
};

describe('firstTokenOf', () => {
  it('divides what the client waited for, from outside to inside', () => {
    expect(
      rounded({ ...engine, transfer: 0.02, gateway_ttft_mean: 0.5, gateway_gap: 0.15, client_ttft_mean: 0.6 })
    ).toEqual({
      total: 0.6,
      seenBy: 'client',
      parts: { clientGap: 0.1, gatewayGap: 0.15, queue: 0.2, transfer: 0.02, prefill: 0.1, rest: 0.03 },
    });
  });

  it('ends at the gateway, or at the engine, where nobody farther outside measures', () => {
    expect(rounded({ ...engine, gateway_ttft_mean: 0.5, gateway_gap: 0.15 })).toMatchObject({
      total: 0.5,
      seenBy: 'gateway',
      parts: { clientGap: null, gatewayGap: 0.15 },
    });
    expect(rounded(engine)).toMatchObject({ total: 0.35, seenBy: 'engine', parts: { clientGap: null, rest: 0.05 } });
    expect(rounded({})).toMatchObject({ total: null });
  });

  it('takes the gateway’s time from its gap, where steps were put together', () => {
    expect(rounded({ ...engine, gateway_gap: 0.15 })).toMatchObject({ total: 0.5, seenBy: 'gateway' });
  });

  it('names no gap where gateway and engine count different requests, but says what is left', () => {
    expect(rounded({ ...engine, gateway_ttft_mean: 0.5, gateway_gap: null }).parts).toMatchObject({
      gatewayGap: null,
      rest: 0.05,
      undivided: 0.15,
    });
  });

  it('leaves the engine’s time undivided where it does not report its phases', () => {
    expect(rounded({ ttft_mean: 0.35, queue: 0.2, gateway_gap: 0.1, gateway_ttft_mean: 0.45 }).parts).toEqual({
      clientGap: null,
      gatewayGap: 0.1,
      queue: 0.2,
      rest: null,
      undivided: 0.15,
    });
  });

  it('leaves the gateway’s time undivided where no engine reports, as of a tenant', () => {
    expect(rounded({ gateway_ttft_mean: 0.5, client_ttft_mean: 0.6 }).parts).toMatchObject({
      clientGap: 0.1,
      undivided: 0.5,
    });
  });

  it('shows a rest below zero as it is', () => {
    expect(rounded({ queue: 0.2, prefill: 0.2, ttft_mean: 0.3 }).parts.rest).toBe(-0.1);
  });
});

it('phases alone are no time to first token', () => {
  expect(['queue', 'ttft_mean', 'client_ttft_mean', 'ttft_p95'].map(isFirstTokenFigure)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
