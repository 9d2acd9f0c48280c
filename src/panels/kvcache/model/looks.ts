import { type GrafanaTheme2 } from '@grafana/data';

import { meaningColour } from '../../../shared/colours';
import { type Look } from '../../../shared/panel/legend/Swatch';

import { type FigureId } from './figures';
import { type Source } from './hits';
import { type SpanId } from './reuse';

/** Where prompt tokens came from: a saving, a transfer, or prefill, in the colours that these have everywhere. */
export function sourceLook(theme: GrafanaTheme2, source: Source): Look {
  switch (source) {
    case 'local':
      return { kind: 'area', colour: meaningColour(theme, 'saving') };
    case 'external':
      return { kind: 'area', colour: meaningColour(theme, 'transfer') };
    case 'none':
      return { kind: 'hatch', colour: meaningColour(theme, 'prefill') };
  }
}

/** What blocks live through: reuse is a saving, idle time is idle. */
export function spanLook(theme: GrafanaTheme2, id: SpanId): Look {
  switch (id) {
    case 'reuse_gap':
      return { kind: 'area', colour: meaningColour(theme, 'saving') };
    case 'idle_before_evict':
      return { kind: 'hatch', colour: theme.colors.text.secondary };
    case 'lifetime':
      return { kind: 'line', colour: theme.colors.text.primary, width: 2 };
  }
}

type Colour = (theme: GrafanaTheme2) => string;

const text: Colour = (theme) => theme.colors.text.primary;
const muted: Colour = (theme) => theme.colors.text.secondary;
const saving: Colour = (theme) => meaningColour(theme, 'saving');
const transfer: Colour = (theme) => meaningColour(theme, 'transfer');
const bad: Colour = (theme) => theme.colors.error.text;

interface LineLook {
  colour: Colour;
  dash?: number[];
  width?: number;
}

// Lines of one colour differ by their dashes.
const lines: Partial<Record<FigureId, LineLook>> = {
  usage_max: { colour: text, width: 2 },
  usage: { colour: muted, dash: [6, 3] },
  host_usage: { colour: transfer, dash: [2, 3] },
  waiting: { colour: (theme) => meaningColour(theme, 'queue'), width: 2 },
  running: { colour: (theme) => meaningColour(theme, 'decode'), dash: [6, 3] },
  hit_ratio: { colour: saving, width: 2 },
  hit_external: { colour: transfer, dash: [6, 3] },
  reuse_gap_p50: { colour: saving, width: 2 },
  reuse_gap_p95: { colour: saving, dash: [6, 3] },
  idle_before_evict_p50: { colour: muted, width: 2 },
  idle_before_evict_p95: { colour: muted, dash: [6, 3] },
  transfer_bytes: { colour: transfer, width: 2 },
  offload_read_bytes: { colour: transfer, dash: [6, 3] },
  offload_write_bytes: { colour: transfer, dash: [2, 3] },
  transfer_time_mean: { colour: transfer, width: 2 },
  transfer_time_p95: { colour: transfer, dash: [6, 3] },
  transfer_failures: { colour: bad, width: 2 },
  cached_tokens: { colour: saving, width: 2 },
  prompt_tokens: { colour: (theme) => meaningColour(theme, 'prefill'), dash: [6, 3] },
};

/** How a figure's line is drawn. */
export function lineLook(theme: GrafanaTheme2, id: FigureId): Look {
  const { colour, dash, width } = lines[id] ?? { colour: text };
  return { kind: 'line', colour: colour(theme), dash, width };
}
