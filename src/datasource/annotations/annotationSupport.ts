import { type AnnotationQuery, type AnnotationSupport } from '@grafana/data';
import { isEqual } from 'lodash';

import { CurrentVersion } from '../../shared/types.gen';
import { AnnotationQueryEditor } from '../components/annotation/AnnotationQueryEditor';
import { prune } from '../model/switchType';
import { type TokenpathQuery } from '../types';

/** What a new annotation asks: everything that happened. */
const newQuery: TokenpathQuery = { refId: 'Anno', queryType: 'events', version: CurrentVersion, operands: [] };

// A dashboard that was written by hand may hold the query's fields beside the annotation's own.
function looseFields(annotation: AnnotationQuery<TokenpathQuery>): Partial<TokenpathQuery> {
  const { events, filters } = annotation;
  return { ...(Array.isArray(events) ? { events } : {}), ...(Array.isArray(filters) ? { filters } : {}) };
}

/** An annotation's target as a whole query of events. */
export function eventsQuery(stored: Partial<TokenpathQuery> | undefined): TokenpathQuery {
  return prune({ ...newQuery, ...stored, queryType: 'events', operands: [] });
}

/** Annotations of dashboards: what happened to devices and replicas. Grafana's own processing reads the answer. */
export function annotationSupport(): AnnotationSupport<TokenpathQuery> {
  return {
    QueryEditor: AnnotationQueryEditor,
    getDefaultQuery: () => newQuery,
    prepareAnnotation: (annotation: AnnotationQuery<TokenpathQuery>) => {
      const target = eventsQuery({ ...looseFields(annotation), ...annotation.target });
      // Grafana's editor prepares an annotation again for as long as it gets another one back.
      return isEqual(target, annotation.target) ? annotation : { ...annotation, target };
    },
    prepareQuery: (annotation) => eventsQuery(annotation.target),
  };
}
