import { type DataSourceInstanceSettings } from '@grafana/data';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type ExemplarTraceIDDestination } from '../../../../shared/types.gen';
import { ListEditor } from '../fields/ListEditor';
import { SourceChoice } from '../fields/SourceChoice';
import { TextSetting } from '../fields/TextSetting';
import { labelError } from '../model/checks';
import { destinationProblem } from '../model/problems';
import { compact } from '../model/settings';

interface Props {
  destinations: ExemplarTraceIDDestination[];
  onChange: (destinations: ExemplarTraceIDDestination[]) => void;
}

const hasTraces = (source: DataSourceInstanceSettings) => Boolean(source.meta.tracing);

const urls = [
  { key: 'url', label: 'or URL', placeholder: 'https://traces.example.com/${__value.raw}', width: 36 },
  { key: 'urlDisplayLabel', label: 'Text of the link', placeholder: 'View trace', width: 18 },
] as const;

/** Where an exemplar's trace is shown: a tracing data source, or an address. */
export function Destinations({ destinations, onChange }: Props) {
  return (
    <ListEditor
      noun="link"
      items={destinations}
      create={(): ExemplarTraceIDDestination => ({ name: 'trace_id' })}
      check={destinationProblem}
      onChange={onChange}
      testId={testIds.config.destinations}
    >
      {(item, change) => (
        <>
          <TextSetting
            compact
            label="Label of the trace id"
            width={20}
            placeholder="trace_id"
            value={item.name}
            check={labelError}
            onCommit={(name) => change({ ...item, name })}
          />
          <SourceChoice
            compact
            label="Tracing data source"
            width={28}
            optional
            uid={item.datasourceUid}
            offers={hasTraces}
            onChange={(uid) => change(compact({ ...item, datasourceUid: uid || undefined }))}
          />
          {urls.map(({ key, ...field }) => (
            <TextSetting
              key={key}
              compact
              {...field}
              value={item[key]}
              onCommit={(text) => change(compact({ ...item, [key]: text || undefined }))}
            />
          ))}
        </>
      )}
    </ListEditor>
  );
}
