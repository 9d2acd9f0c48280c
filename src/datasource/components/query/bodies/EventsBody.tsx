import { InlineField, MultiCombobox } from '@grafana/ui';
import React, { useId } from 'react';

import { testIds } from '../../../../shared/testIds';
import { eventKinds } from '../../../model/eventKinds';
import { widthFor } from '../../fields/widthFor';
import { type BodyProps } from '../sources';

import { Filters } from './Filters';

/** The kinds of events that are wanted, and of whom. */
export function EventsBody(props: BodyProps) {
  const id = useId();
  const { query, onChange } = props;
  return (
    <>
      <InlineField label="Kinds" tooltip="What to mark; everything where nothing is chosen.">
        <MultiCombobox
          id={id}
          width="auto"
          minWidth={widthFor(query.events)}
          maxWidth={90}
          options={eventKinds}
          value={query.events ?? []}
          onChange={(chosen) => onChange({ events: chosen.length > 0 ? chosen.map(({ value }) => value) : undefined })}
          isClearable
          placeholder="All kinds"
          data-testid={testIds.query.events}
        />
      </InlineField>
      <Filters {...props} />
    </>
  );
}
