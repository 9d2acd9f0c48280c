import { PluginType } from '@grafana/data';
import type { PanelPlugin, PanelPluginMeta } from '@grafana/data';
import { config } from '@grafana/runtime';
import { standIns } from '../panels/standIns';
import { unavailablePanel } from '../panels/unavailable/unavailablePanel';
import { importModule } from './systemLoader';

const cache = new Map<string, PanelPlugin>();

function metaOf(id: string, name: string): PanelPluginMeta {
  const logo = '/public/build/img/icons/unicons/apps.svg';
  return {
    id,
    name,
    type: PluginType.panel,
    module: '',
    baseUrl: '',
    sort: 100,
    info: {
      author: { name: '' },
      description: '',
      links: [],
      logos: { small: logo, large: logo },
      screenshots: [],
      updated: '',
      version: '',
    },
  };
}

async function importOwn(meta: PanelPluginMeta): Promise<PanelPlugin> {
  const exported = await importModule(meta.module);
  const plugin: PanelPlugin | undefined = exported.plugin;
  if (!plugin) {
    throw new Error(`${meta.id}: its module exports no plugin`);
  }
  plugin.meta = { ...metaOf(meta.id, meta.name), ...meta };
  return plugin;
}

async function load(id: string): Promise<PanelPlugin> {
  const own = config.panels[id];
  if (own?.module) {
    return importOwn(own);
  }
  const plugin = standIns[id]?.() ?? unavailablePanel(id);
  plugin.meta = metaOf(id, id);
  return plugin;
}

/** Loads a panel: the plugin's own from its dist, a stand-in for a core panel, else a note. */
export async function importPanelPlugin(id: string): Promise<PanelPlugin> {
  const plugin = cache.get(id) ?? (await load(id));
  cache.set(id, plugin);
  return plugin;
}

/** A panel that was loaded before. */
export function getPanelPluginFromCache(id: string): PanelPlugin | undefined {
  return cache.get(id);
}
