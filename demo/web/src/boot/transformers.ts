import { standardTransformers } from '@grafana/data';
import type { DataTransformerInfo, TransformerRegistryItem } from '@grafana/data';

function NoEditor(): null {
  return null;
}

/** The transformations that @grafana/data ships, for its registry: the list itself is the application's. */
export function transformerItems(): TransformerRegistryItem[] {
  const byId = new Map<string, TransformerRegistryItem>();
  // Some transformers stand in the list under two names with one id.
  for (const info of Object.values<DataTransformerInfo>(standardTransformers)) {
    byId.set(info.id, {
      id: info.id,
      name: info.name,
      description: info.description,
      transformation: () => Promise.resolve(info),
      editor: NoEditor,
      imageDark: '',
      imageLight: '',
    });
  }
  return [...byId.values()];
}
