import { type DataSourceInstanceSettings } from '@grafana/data';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type ConfigProps } from '../configProps';
import { SourceChoice } from '../fields/SourceChoice';
import { FamilyFold } from '../families/FamilyFold';
import { Fold } from '../layout/Fold';
import { SubSection } from '../layout/SubSection';
import { endpointOf } from '../model/families';
import { counted } from '../model/lists';
import { destinationProblem, familyProblem, listProblem } from '../model/problems';
import { listed, withSettings } from '../model/settings';
import { wordsOr } from '../model/summaries';

import { Destinations } from './Destinations';

const hasLogs = (source: DataSourceInstanceSettings) => Boolean(source.meta.logs);

/** Where an answer leads to: traces and logs. */
export function LinksSection({ options, onOptionsChange }: ConfigProps) {
  const { exemplarTraceIdDestinations: destinations = [], logs } = options.jsonData;
  const summary = [
    destinations.length > 0 && counted(destinations.length, 'link to traces', 'links to traces'),
    endpointOf(options, 'traces') && 'store of traces',
    logs?.datasourceUid && 'logs',
  ];
  return (
    <Fold
      title="Traces and logs"
      summary={wordsOr(summary, 'none')}
      problem={listProblem('Link', destinations, destinationProblem) ?? familyProblem(options, 'traces')}
      testId={testIds.config.fold('links')}
    >
      <SubSection
        title="From exemplars to traces"
        description="An exemplar is one request behind a figure, with the id of its trace. This says where that trace is shown."
      >
        <Destinations
          destinations={destinations}
          onChange={(next) => onOptionsChange(withSettings(options, { exemplarTraceIdDestinations: listed(next) }))}
        />
      </SubSection>
      <FamilyFold family="traces" options={options} onOptionsChange={onOptionsChange} />
      <SourceChoice
        label="Logs"
        description="The data source that holds the replicas' logs."
        width={40}
        optional
        uid={logs?.datasourceUid}
        offers={hasLogs}
        onChange={(uid) => onOptionsChange(withSettings(options, { logs: uid ? { datasourceUid: uid } : undefined }))}
        testId={testIds.config.logs}
      />
    </Fold>
  );
}
