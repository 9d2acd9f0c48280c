import { PluginContextProvider } from '@grafana/data';
import type { AppPlugin, AppPluginMeta, PluginMeta } from '@grafana/data';
import { config, locationSearchToObject } from '@grafana/runtime';
import { useLocation } from 'react-router-dom';
import { importModule } from '../boot/systemLoader';
import { APP_ID, APP_ROOT } from '../chrome/ids';
import { PageState } from '../chrome/PageState';
import { PluginNameContext } from '../chrome/pluginName';
import { pluginSettings } from '../chrome/pluginSettings';
import { usePromise } from '../chrome/usePromise';

interface LoadedApp {
  plugin: AppPlugin;
  meta: AppPluginMeta;
}

function modulePath(settings: PluginMeta): string {
  return settings.module || config.apps[APP_ID]?.path || `public/plugins/${APP_ID}/module.js`;
}

async function load(): Promise<LoadedApp> {
  const settings = await pluginSettings(APP_ID);
  const exported = await importModule(modulePath(settings));
  const plugin: AppPlugin | undefined = exported.plugin;
  if (!plugin?.root) {
    throw new Error(`${APP_ID}: its module registers no root page`);
  }
  const meta: AppPluginMeta = { ...settings, jsonData: settings.jsonData ?? {}, enabled: true };
  plugin.meta = meta;
  plugin.init(meta);
  return { plugin, meta };
}

function AppRoot({ plugin, meta }: LoadedApp) {
  const location = useLocation();
  const Root = plugin.root;
  if (!Root) {
    return null;
  }
  return (
    <PluginContextProvider meta={meta}>
      <PluginNameContext.Provider value={meta.name}>
        <Root
          meta={meta}
          basename={APP_ROOT}
          onNavChanged={() => undefined}
          query={locationSearchToObject(location.search)}
          path={location.pathname}
        />
      </PluginNameContext.Provider>
    </PluginContextProvider>
  );
}

/** The app's own pages, from its dist: /a/tokenpath-inference-app/*. */
export function AppPage() {
  const loaded = usePromise(load, APP_ID);
  return (
    <PageState loaded={loaded} what="the app">
      {(value) => <AppRoot {...value} />}
    </PageState>
  );
}
