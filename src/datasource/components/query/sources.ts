import { type TimeRange } from '@grafana/data';

import { type TokenpathDataSource } from '../../datasource';
import { type Presence } from '../../model/signalChoices';
import { type TokenpathQuery } from '../../types';

import { type Signals } from './useSignals';

/** What the editor's parts know beside the query. */
export interface EditorSources {
  datasource: TokenpathDataSource;
  catalog: Signals;
  presence: Presence;
  range?: TimeRange;
}

/** What the fields of one query type get. */
export interface BodyProps {
  query: TokenpathQuery;
  sources: EditorSources;
  onChange: (patch: Partial<TokenpathQuery>) => void;
}
