import { css } from '@emotion/css';
import { CoreApp } from '@grafana/data';
import type { DataSourceApi, DataSourceInstanceSettings } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { Button, Stack } from '@grafana/ui';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Answer } from './Answer';
import { exploreScene, runQuery } from './exploreScene';
import { QueryRow } from './QueryRow';
import type { ExploreState } from './urlState';

interface Props {
  dataSource: DataSourceApi;
  settings: DataSourceInstanceSettings;
  asked: ExploreState;
  /** The choice of the data source, drawn in the bar above the editor. */
  picker: ReactNode;
}

function firstQuery(dataSource: DataSourceApi, asked: ExploreState): DataQuery {
  const defaults = dataSource.getDefaultQuery?.(CoreApp.Explore) ?? {};
  return { ...defaults, ...asked.query, refId: asked.query?.refId ?? 'A', datasource: dataSource.getRef() };
}

/** Builds a query with the plugin's editor, runs it, and shows the answer. */
export function Playground({ dataSource, settings, asked, picker }: Props) {
  const explore = useMemo(() => exploreScene(dataSource.uid, asked.from, asked.to), [dataSource, asked]);
  const [query, setQuery] = useState(() => firstQuery(dataSource, asked));
  const latest = useRef(query);
  const { data } = explore.runner.useState();
  const { value: range } = explore.timeRange.useState();
  const onChange = useCallback((next: DataQuery) => {
    latest.current = next;
    setQuery(next);
  }, []);
  // Editors call onChange and onRunQuery in one go, before React has rendered the new query.
  const onRunQuery = useCallback(() => runQuery(explore, latest.current), [explore]);
  useEffect(() => explore.scene.activate(), [explore]);
  useEffect(() => {
    if (asked.query) {
      onRunQuery();
    }
  }, [asked, onRunQuery]);
  return (
    <>
      <div className={bar}>
        {picker}
        <div className={grow} />
        {explore.controls.map((control) => (
          <control.Component key={control.state.key} model={control} />
        ))}
        <Button icon="sync" onClick={onRunQuery} data-testid="data-testid run-query">
          Run query
        </Button>
      </div>
      <Stack direction="column" gap={2}>
        <QueryRow {...{ dataSource, settings, query, data, range, onChange, onRunQuery }} />
        <Answer explore={explore} data={data} />
      </Stack>
    </>
  );
}

const bar = css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8, marginBottom: 16 });
const grow = css({ flexGrow: 1 });
