import { type DoctorLayer, type DoctorSystem } from '../../../shared/types.gen';

/** A layer of the stack, as a row. */
export interface LayerRow {
  id: string;
  layer: DoctorLayer;
  title: string;
  /** "12 of 15". */
  signals: string;
}

const LAYERS_WITHOUT_SIGNALS = 'n/a';

/** The layers as rows, in the order of the report: from the silicon to the bill. */
export function layerRows(layers: DoctorLayer[]): LayerRow[] {
  return layers.map((layer) => ({
    id: layer.id,
    layer,
    title: layer.title || layer.id,
    signals: layer.total > 0 ? `${layer.present} of ${layer.total}` : LAYERS_WITHOUT_SIGNALS,
  }));
}

/** "vLLM, names from 2026 · 12 replicas": a system, the generation of its names and how many there are. */
export function systemText({ system, title, era, targets, of }: DoctorSystem): string {
  const name = [title || system, era && `names ${era}`].filter(Boolean).join(', ');
  return targets > 0
    ? `${name} · ${[targets, targets === 1 ? of.replace(/s$/, '') : of].filter(Boolean).join(' ')}`
    : name;
}

/** "vLLM × 12, SGLang": systems in as few words as a table has room for. */
export function systemsText(systems: DoctorSystem[]): string {
  return systems
    .map(({ system, title, targets }) => (targets > 1 ? `${title || system}\u00a0×\u00a0${targets}` : title || system))
    .join(', ');
}

/** The first sentences, and how many more there are. */
export function firstOf(sentences: string[], shown: number): { first: string[]; more: number } {
  return { first: sentences.slice(0, shown), more: Math.max(sentences.length - shown, 0) };
}
