import {
  EventBusSrv,
  setTimeZoneResolver,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformersRegistry,
} from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import {
  config,
  FakeEchoSrv,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setDataSourceSrv,
  setEchoSrv,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginImportUtils,
  setPluginLinksHook,
  setReturnToPreviousHook,
  setRunRequest,
  setTemplateSrv,
} from '@grafana/runtime';
import { initializeLoggersRegistry } from '@grafana/runtime/unstable';
import { loadResources } from '@grafana/scenes';
import { PreviewPluginPage } from '../chrome/PreviewPluginPage';
import { PreviewBackendSrv } from './backendSrv';
import { importDataSourcePlugin } from './dataSourcePlugins';
import { PreviewDataSourceSrv } from './dataSourceSrv';
import { editorItems } from './editorItems';
import { fieldProperties } from './fieldProperties';
import { setDataSourcePluginImporter, setPluginPage } from './grafanaInternals';
import { getPanelPluginFromCache, importPanelPlugin } from './panelPlugins';
import { runRequest } from './runRequest';
import { registerExternals } from './systemLoader';
import { PreviewTemplateSrv } from './templateSrv';
import { transformerItems } from './transformers';

function setData(): void {
  setBackendSrv(new PreviewBackendSrv());
  setTemplateSrv(new PreviewTemplateSrv());
  setDataSourcePluginImporter(importDataSourcePlugin);
  setDataSourceSrv(new PreviewDataSourceSrv(config));
  setRunRequest(runRequest);
}

function setRegistries(): void {
  standardFieldConfigEditorRegistry.setInit(fieldProperties);
  standardEditorsRegistry.setInit(editorItems);
  standardTransformersRegistry.setInit(transformerItems);
}

/** No other plugin is installed, so there is nothing that could extend this one. */
function setExtensionHooks(): void {
  setPluginLinksHook(() => ({ links: [], isLoading: false }));
  setPluginComponentHook(() => ({ component: null, isLoading: false }));
  setPluginComponentsHook(() => ({ components: [], isLoading: false }));
  setPluginFunctionsHook(() => ({ functions: [], isLoading: false }));
}

function setPage(): void {
  setPluginPage(PreviewPluginPage);
  setReturnToPreviousHook(() => () => undefined);
  setChromeHeaderHeightHook(() => 0);
}

/** Does what Grafana's application does before its first page: sets the services its libraries look up. */
export async function startServices(): Promise<void> {
  initializeLoggersRegistry();
  setTimeZoneResolver(() => config.bootData.user?.timezone || 'browser');
  setAppEvents(new EventBusSrv());
  setEchoSrv(new FakeEchoSrv());
  setData();
  setRegistries();
  setPluginImportUtils({ importPanelPlugin, getPanelPluginFromCache });
  setExtensionHooks();
  setPage();
  registerExternals();
  await initPluginTranslations('grafana');
  await initPluginTranslations('grafana-scenes', [loadResources]);
}
