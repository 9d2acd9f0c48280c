import { DataSourcePluginContextProvider } from '@grafana/data';
import type { DataSourceInstanceSettings, DataSourceSettings } from '@grafana/data';
import { getBackendSrv, getDataSourceSrv } from '@grafana/runtime';
import { Button, Field, Input, Stack, Switch } from '@grafana/ui';
import { useEffect, useRef, useState } from 'react';
import { useParams } from 'react-router-dom';
import { importDataSourcePlugin } from '../boot/dataSourcePlugins';
import type { AnyDataSourcePlugin } from '../boot/dataSourcePlugins';
import { Page } from '../chrome/Page';
import { PageState } from '../chrome/PageState';
import { usePromise } from '../chrome/usePromise';
import { saveAndTest } from './saveAndTest';
import type { TestResult } from './saveAndTest';
import { TestResultView } from './TestResultView';

interface LoadedDataSource {
  settings: DataSourceSettings;
  instance: DataSourceInstanceSettings;
  plugin: AnyDataSourcePlugin;
}

async function load(uid: string): Promise<LoadedDataSource> {
  const settings = await getBackendSrv().get<DataSourceSettings>(`/api/datasources/uid/${encodeURIComponent(uid)}`);
  const srv = getDataSourceSrv();
  if (!srv.getInstanceSettings(uid)) {
    // Added after the page was loaded, by the app for instance.
    await srv.reload();
  }
  const instance = srv.getInstanceSettings(uid);
  if (!instance) {
    throw new Error(`Data source ${uid} was not found`);
  }
  const plugin = await importDataSourcePlugin(instance.meta);
  const complete = { ...settings, jsonData: settings.jsonData ?? {}, secureJsonFields: settings.secureJsonFields ?? {} };
  return { settings: complete, instance, plugin };
}

function Editor({ settings: saved, instance, plugin }: LoadedDataSource) {
  const [settings, setSettings] = useState(saved);
  const [result, setResult] = useState<TestResult>();
  const [busy, setBusy] = useState(false);
  const { ConfigEditor } = plugin.components;
  const action = saved.readOnly ? 'Test' : 'Save & test';
  const end = useRef<HTMLDivElement>(null);
  // A long form must not hide what the test found.
  useEffect(() => {
    if (result) {
      end.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [result]);
  const run = async () => {
    setBusy(true);
    const tested = await saveAndTest(settings);
    if (tested.saved) {
      setSettings(tested.saved);
    }
    setResult(tested);
    setBusy(false);
  };
  return (
    <Stack direction="column" gap={2}>
      <Stack gap={2}>
        <Field label="Name" noMargin>
          <Input
            width={40}
            value={settings.name}
            disabled={saved.readOnly}
            data-testid="data-testid data-source-name"
            onChange={(event) => setSettings({ ...settings, name: event.currentTarget.value })}
          />
        </Field>
        <Field label="Default" noMargin>
          <Switch
            value={settings.isDefault}
            disabled={saved.readOnly}
            onChange={(event) => setSettings({ ...settings, isDefault: event.currentTarget.checked })}
          />
        </Field>
      </Stack>
      <DataSourcePluginContextProvider instanceSettings={instance}>
        {ConfigEditor && <ConfigEditor options={settings} onOptionsChange={setSettings} />}
      </DataSourcePluginContextProvider>
      <div ref={end}>
        {result && <TestResultView uid={settings.uid} result={result} />}
        <Button onClick={() => void run()} disabled={busy} data-testid="data-testid save-and-test">
          {busy ? 'Testing…' : action}
        </Button>
      </div>
    </Stack>
  );
}

/** The settings of a data source, with the plugin's own editor: /connections/datasources/edit/:uid. */
export function EditDataSourcePage() {
  const { uid = '' } = useParams();
  const loaded = usePromise(() => load(uid), uid);
  return (
    <Page
      title={loaded.state === 'done' ? loaded.value.settings.name : 'Data source'}
      subTitle={loaded.state === 'done' ? `Type: ${loaded.value.plugin.meta.name}` : undefined}
    >
      <PageState loaded={loaded} what="the data source">
        {(value) => <Editor key={uid} {...value} />}
      </PageState>
    </Page>
  );
}
