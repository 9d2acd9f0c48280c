import { labelName, labelOf, shortLabel } from './labels';

describe('labels of rows', () => {
  it.each([
    [{ llm_model: 'llama', role: 'decode' }, ['llm_model', 'role'], 'llama · decode'],
    [{ role: '' }, ['role'], 'no role'],
    [{}, ['llm_model', 'role'], 'no model or role'],
    [{}, [], 'All requests'],
  ])('%p by %p is %s', (labels, by, label) => expect(labelOf(labels, by, 'All requests')).toBe(label));

  it.each([
    ['llm_model', 'Model'],
    ['pod', 'Pod'],
    ['engine_rank', 'Engine rank'],
  ])('%s is called %s', (label, name) => expect(labelName(label)).toBe(name));

  it('are shortened part by part', () => {
    expect(shortLabel('serving · llama', 20)).toBe('serving · llama');
    expect(shortLabel('serving-production · llama-70b-0', 19)).toBe('serv…ion · llam…b-0');
    expect(shortLabel('a-very-long-name', 9)).toBe('a-ve…name');
  });
});
