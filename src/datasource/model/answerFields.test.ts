import { answerFieldsOf, fieldsKnownTo } from './answerFields';

describe('answer fields', () => {
  it('are those of types whose answers have several', () => {
    expect(answerFieldsOf('correlate')).toBeUndefined();
    expect(answerFieldsOf('kvcache')?.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['usage_max', 'hit_external', 'saved_by_cache', 'compute_bound'])
    );
  });

  it('carry over where another type has them, with the edges of their buckets', () => {
    expect(fieldsKnownTo('kvcache', ['queue', 'saved_by_cache', 'lifetime_p95_hi'])).toEqual([
      'saved_by_cache',
      'lifetime_p95_hi',
    ]);
    expect(fieldsKnownTo('kvcache', ['queue'])).toBeUndefined();
    expect(fieldsKnownTo('latency', undefined)).toBeUndefined();
  });
});
