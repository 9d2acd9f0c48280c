import 'systemjs/dist/system.js';
import 'systemjs/dist/extras/amd.js';
import { externals } from './externals';

/** Offers the host's libraries to plugin modules under the names their AMD wrapper asks for. */
export function registerExternals(): void {
  const imports: Record<string, string> = {};
  for (const [name, library] of Object.entries(externals)) {
    imports[name] = `package:${name}`;
    System.set(`package:${name}`, library);
  }
  System.addImportMap({ imports });
}

/** The address of a plugin's module: Grafana's settings give it relative and sometimes without `.js`. */
export function moduleUrl(path: string): string {
  const absolute = `/${path.replace(/^\/+/, '')}`;
  return absolute.endsWith('.js') ? absolute : `${absolute}.js`;
}

/** Loads a plugin's module.js; rejects with the loader's message. */
export function importModule(path: string): Promise<System.Module> {
  return System.import(new URL(moduleUrl(path), window.location.origin).href);
}
