import { realSignals } from '../testing/realSignals';

import { defaultReduce } from './statistics';

describe('how devices are combined by default', () => {
  const known = (id: string) => realSignals.find((one) => one.id === id);

  it('is by their mean', () => {
    expect(defaultReduce(known('gpu_tensor_active'))).toBe('mean');
    expect(defaultReduce(undefined)).toBe('mean');
  });

  it('is the worst of them for a state that is computed', () => {
    const stalled = known('stalled');
    expect(stalled).toBeDefined();
    expect(defaultReduce(stalled && { ...stalled, derived: true })).toBe('max');
  });
});
