import type { DataSourceApi, DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { Select } from '@grafana/ui';
import { useMemo, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { DATA_SOURCE_TYPE } from '../chrome/ids';
import { Page } from '../chrome/Page';
import { PageState } from '../chrome/PageState';
import { usePromise } from '../chrome/usePromise';
import { Playground } from './Playground';
import { readExploreState } from './urlState';

interface Chosen {
  dataSource: DataSourceApi;
  settings: DataSourceInstanceSettings;
}

async function load(uid: string | undefined): Promise<Chosen> {
  const srv = getDataSourceSrv();
  const settings = srv.getInstanceSettings(uid);
  if (!settings) {
    throw new Error('There is no such data source');
  }
  return { dataSource: await srv.get(uid), settings };
}

/** A playground in place of Grafana's Explore: one query, its editor and its answer. */
export function ExplorePage() {
  const { search } = useLocation();
  const asked = useMemo(() => readExploreState(search), [search]);
  const list = getDataSourceSrv().getList({ metrics: true });
  const own = list.find((item) => item.type === DATA_SOURCE_TYPE);
  const [picked, setPicked] = useState<string>();
  const uid = picked ?? asked.dataSource ?? own?.uid;
  const loaded = usePromise(() => load(uid), uid ?? '');
  const picker = (
    <Select
      aria-label="Data source"
      width={40}
      value={uid}
      options={list.map((item) => ({ label: item.name, value: item.uid, description: item.meta.name }))}
      onChange={(choice) => setPicked(choice.value)}
    />
  );
  return (
    <Page title="Explore">
      {loaded.state !== 'done' && picker}
      <PageState loaded={loaded} what="the data source">
        {(value) => <Playground key={`${uid} ${search}`} {...value} asked={asked} picker={picker} />}
      </PageState>
    </Page>
  );
}
