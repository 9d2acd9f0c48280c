import { initPluginTranslations } from '@grafana/i18n';
import { loadResources } from '@grafana/scenes';

/**
 * Scenes is bundled with the app and brings its own copy of Grafana's translations, which nobody else initialises.
 * Without this its texts are asked for before there are any.
 */
export async function initTranslations(): Promise<void> {
  await initPluginTranslations('grafana-scenes', [loadResources]);
}
