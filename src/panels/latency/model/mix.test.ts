import { RequestMix } from './mix';

const mixed = (...parts: Array<[Parameters<RequestMix['add']>[0], number | null]>) => {
  const mix = new RequestMix();
  parts.forEach(([figures, requests]) => mix.add(figures, requests));
  return mix.result();
};

describe('RequestMix', () => {
  it('weights by requests', () => {
    const result = mixed(
      [{ queue: 1, prefill: 0, decode: 2, unexplained: 0, e2e: 3 }, 30],
      [{ queue: 2, prefill: 1, decode: 4, unexplained: -1, e2e: 6 }, 10]
    );
    expect(result).toEqual({
      queue: 1.25,
      prefill: 0.25,
      decode: 2.5,
      unexplained: -0.25,
      e2e: 3.75,
      requests: 40,
      decomposed: 1,
    });
  });

  it('adds up to the end-to-end time although some requests are not decomposed', () => {
    const result = mixed(
      [{ queue: 1, prefill: 1, decode: 2, unexplained: 0.5, e2e: 4.5, decomposed: 0.5 }, 20],
      [{ e2e: 100, ttft_mean: 3 }, 10]
    );
    expect(result.e2e).toBe(4.5);
    expect(result.decomposed).toBeCloseTo(1 / 3);
    expect(result.requests).toBe(30);
    expect(result.ttft_mean).toBe(3);
  });

  it('counts a transfer that a decomposed row does not have as no time', () => {
    const result = mixed(
      [{ queue: 0, transfer: 1, unexplained: 0, e2e: 1 }, 1],
      [{ queue: 0, unexplained: 0, e2e: 1 }, 3]
    );
    expect(result.transfer).toBe(0.25);
  });

  it('lets phases stand alone where unexplained is unknown', () => {
    const result = mixed([{ queue: 1, e2e: 3, unexplained: null }, 1], [{ queue: 2, e2e: 5 }, 1]);
    expect(result).toMatchObject({ queue: 1.5, e2e: 4, decomposed: 0 });
    expect(result.unexplained).toBeUndefined();
  });

  it.each([0, null, NaN])('adds nothing for %p requests', (requests) => {
    expect(mixed([{ e2e: 1, unexplained: 0 }, requests])).toEqual({ requests: null, decomposed: null });
  });
});
