import type { PluginMeta } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';

const known = new Map<string, Promise<PluginMeta>>();

/** A plugin's settings as the host has them, asked for once. */
export function pluginSettings(id: string): Promise<PluginMeta> {
  const settings = known.get(id) ?? getBackendSrv().get<PluginMeta>(`/api/plugins/${id}/settings`);
  known.set(id, settings);
  settings.catch(() => known.delete(id));
  return settings;
}
