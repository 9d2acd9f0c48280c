import { type DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import React, { useMemo } from 'react';

import { Choice } from './Choice';
import { type FieldProps } from './fieldProps';

interface Props extends FieldProps {
  /** Uid of the data source that is chosen. */
  uid: string | undefined;
  /** Which data sources are offered; the same function at every drawing. */
  offers: (source: DataSourceInstanceSettings) => boolean;
  onChange: (uid: string) => void;
  /** Offers "none" as well, which gives an empty uid. */
  optional?: boolean;
}

const NONE = { value: '', label: 'None' };

/** One of the data sources of this Grafana. */
export function SourceChoice({ uid, offers, onChange, optional, ...rest }: Props) {
  const choices = useMemo(() => {
    const found = getDataSourceSrv()
      .getList({ all: true, filter: offers })
      .map(({ uid: value, name, type }) => ({ value, label: name, description: type }));
    // One that is gone is still shown: it is what the settings say.
    const lost = uid && !found.some(({ value }) => value === uid) ? [{ value: uid, label: `${uid} (not found)` }] : [];
    return [...(optional ? [NONE] : []), ...found, ...lost];
  }, [offers, uid, optional]);
  const hasNone = choices.every(({ value }) => value === '');
  return (
    <Choice
      {...rest}
      value={uid}
      choices={choices}
      onChange={onChange}
      placeholder={hasNone ? 'None in this Grafana' : (rest.placeholder ?? 'Choose a data source')}
    />
  );
}
