import { sceneTemplateSrv } from '../testing/sceneTemplateSrv';

import { expandList, expandText, referencedVariable, selectsEverything } from './expand';
import { replaceWith } from './interpolateQuery';

const replace = replaceWith(sceneTemplateSrv(), {});

describe('referencedVariable', () => {
  it.each([
    ['$pod', 'pod'],
    ['${pod}', 'pod'],
    ['${pod:regex}', 'pod'],
    ['[[pod]]', 'pod'],
    ['web-$pod', undefined],
    ['plain', undefined],
  ])('finds the variable that %s consists of', (text, name) => {
    expect(referencedVariable(text)).toBe(name);
  });
});

describe('expandText', () => {
  it('leaves plain text, empty text and unknown variables alone', () => {
    expect(expandText('web', replace)).toEqual(['web']);
    expect(expandText('', replace)).toEqual(['']);
    expect(expandText('$nobody', replace)).toEqual(['$nobody']);
  });

  it('makes one value of a single and several of a multi-value variable', () => {
    expect(expandText('$pod', replace)).toEqual(['web.0']);
    expect(expandText('$model', replace)).toEqual(['a.1', 'b']);
  });

  it('combines text and variables', () => {
    expect(expandText('x-$model/$pod', replace)).toEqual(['x-a.1/web.0', 'x-b/web.0']);
  });

  it('leaves out what an empty variable makes', () => {
    expect(expandText('$search', replace)).toEqual([]);
  });

  it('takes a scoped variable, as in a repeated panel, before the dashboard’s', () => {
    const scoped = replaceWith(sceneTemplateSrv(), { cluster: { text: 'eu', value: 'eu' } });
    expect(expandText('$cluster', scoped)).toEqual(['eu']);
    expect(selectsEverything('$cluster', scoped)).toBe(false);
  });
});

describe('selectsEverything', () => {
  it('is true only for a whole variable at "All" without a custom value', () => {
    expect(selectsEverything('$cluster', replace)).toBe(true);
    expect(selectsEverything('${cluster:regex}', replace)).toBe(true);
    expect(selectsEverything('$gpu', replace)).toBe(false);
    expect(selectsEverything('$model', replace)).toBe(false);
    expect(selectsEverything('x$cluster', replace)).toBe(false);
    expect(selectsEverything('$nobody', replace)).toBe(false);
  });
});

describe('expandList', () => {
  it('makes one list without repetitions, and nothing of "All"', () => {
    expect(expandList(['b', '$model', '$cluster'], replace)).toEqual(['b', 'a.1']);
  });
});
