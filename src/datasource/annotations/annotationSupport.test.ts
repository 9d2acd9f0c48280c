import { type TokenpathQuery } from '../types';

import { annotationSupport, eventsQuery } from './annotationSupport';

describe('annotations', () => {
  const support = annotationSupport();
  const annotation = { name: 'Events', enable: true, iconColor: 'red' };

  it('ask for all events where nothing is chosen', () => {
    const prepared = support.prepareAnnotation?.(annotation);
    expect(prepared?.target).toEqual({ refId: 'Anno', queryType: 'events', version: 1, operands: [] });
    expect(prepared).toMatchObject({ name: 'Events' });
  });

  it('stay the same object once they are prepared, or an editor would never come to rest', () => {
    const stored = { ...annotation, events: ['xid'], target: { filters: [], refId: 'X' } };
    const prepared = support.prepareAnnotation?.(stored);
    expect(prepared).not.toBe(stored);
    expect(support.prepareAnnotation?.(prepared)).toBe(prepared);
  });

  it('take fields that were written beside the annotation’s own', () => {
    const prepared = support.prepareAnnotation?.({ ...annotation, events: ['xid'], target: { refId: 'X' } });
    expect(prepared?.target).toMatchObject({ refId: 'X', events: ['xid'], queryType: 'events' });
  });

  it('send events only, whatever is stored', () => {
    const target = {
      queryType: 'correlate',
      by: ['pod'],
      events: ['throttle'],
      filters: [],
    } as Partial<TokenpathQuery>;
    const query = support.prepareQuery?.({ ...annotation, target: target as TokenpathQuery });
    expect(query).toEqual({ ...eventsQuery(undefined), events: ['throttle'], filters: [] });
  });
});
