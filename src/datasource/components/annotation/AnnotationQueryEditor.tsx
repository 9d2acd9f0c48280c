import { type QueryEditorProps } from '@grafana/data';
import { Stack } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../shared/testIds';
import { type TokenpathDataSource } from '../../datasource';
import { sentenceOf } from '../../model/queryTypes';
import { type TokenpathQuery, type TokenpathSettings } from '../../types';
import { LastAnswer } from '../query/answer/LastAnswer';
import { EventsBody } from '../query/bodies/EventsBody';
import { usePresence } from '../query/usePresence';
import { useSignals } from '../query/useSignals';

type Props = QueryEditorProps<TokenpathDataSource, TokenpathQuery, TokenpathSettings>;

/** Edits a dashboard's annotation: which events are marked, and of whom. */
export function AnnotationQueryEditor({ datasource, query, data, range, onChange, onRunQuery }: Props) {
  const catalog = useSignals(datasource);
  const presence = usePresence(datasource, range);
  const change = (patch: Partial<TokenpathQuery>) => {
    onChange({ ...query, queryType: 'events', ...patch });
    onRunQuery();
  };

  return (
    <div data-testid={testIds.annotation.editor}>
      <Stack direction="column" gap={1}>
        <span>{sentenceOf('events')}</span>
        <EventsBody query={query} sources={{ datasource, catalog, presence, range }} onChange={change} />
        <LastAnswer data={data} refId={query.refId} range={range} />
      </Stack>
    </div>
  );
}
