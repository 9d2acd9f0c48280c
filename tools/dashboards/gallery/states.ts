import { type Filter } from '../../../src/shared/types.gen';

import { filtersBy } from '../lib/correlate';

/** Filters that no row passes, so that an answer comes and is empty. */
export const NOBODY: Filter[] = [...filtersBy(), { label: 'namespace', op: '=', values: ['nobody-lives-here'] }];
