import { parseVariableQuery } from './variableQuery';

describe('parseVariableQuery', () => {
  it('reads the editor’s form', () => {
    const query = { refId: 'V', label: 'pod', filters: [{ label: 'cluster', op: '=', values: ['$cluster'] }] };
    expect(parseVariableQuery(query)).toEqual(query);
  });

  it.each(['llm_model', 'label_values(llm_model)', ' label_values( llm_model ) '])('reads the text %s', (text) => {
    expect(parseVariableQuery(text).label).toBe('llm_model');
    expect(parseVariableQuery({ query: text }).label).toBe('llm_model');
  });

  it('gives a query without a label for anything else', () => {
    expect(parseVariableQuery(undefined).label).toBe('');
    expect(parseVariableQuery({ label: 3, filters: 'no' })).toMatchObject({ label: '', filters: undefined });
  });
});
