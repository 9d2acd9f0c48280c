import type { Alternative, Catalog, Signal, System } from './catalog';

/** The families in the order of the page, with what they are. */
const FAMILIES: Array<[id: string, title: string, what: string]> = [
  ['engine', 'Engines', 'What an inference engine says of itself, and caches beside it.'],
  ['gpu', 'GPUs', 'What is said of a card, or of a slice of it.'],
  ['cost', 'Cost', 'Prices and money.'],
  ['gateway', 'Gateways and clients', 'What proxies in front of the engines saw, and programs that called them.'],
  ['kubernetes', 'Platform', 'What the platform says of pods, containers and quotas.'],
  ['fabric', 'Fabric', 'Collectives, and the network between machines.'],
  ['health', 'Health', 'Whether the sources themselves can be trusted.'],
];

const INTRO = `# Signals

Generated from the catalog (\`pkg/catalog\`) by \`npm run signals\`. Do not edit.

A query names a **signal**. What a source system calls it, in which unit, and since when, is the catalog's business: for each replica or card the newest name that is there is read, and old and new names are never added. A cell that is empty means that the system does not report the signal; the product says so in place of a zero. \`●\` is reported as it is, \`○\` only where something is switched on.

**Bucket edges are read from the data.** A first bucket is named where a usual quantile can fall below it: there, a quantile is a guess between zero and that edge, and a mean is not.

Keys such as \`request_id\`, \`user_id\` or \`session_id\` have a value for each request or person. No label of a signal comes from one, and the settings refuse them.
`;

const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;
const cell = (text: string | number) => String(text).replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();
const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
const head = (cells: string[]) => [row(cells), row(cells.map(() => '---'))];
const byId = <T extends { id: string }>(list: T[]) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));

const alternativesOf = (system: System, signal: Signal): Alternative[] => system.signals?.[signal.id] ?? [];

/** Whether a system reports a signal: always, only by a flag, or not. */
function mark(list: Alternative[]): string {
  if (list.length === 0) {
    return '';
  }
  return list.every((a) => a.enabled_by) ? '○' : '●';
}

function unitOf({ unit, per_second_unit: rate }: Signal): string {
  return rate ? `${unit}, ${rate} as a rate` : unit;
}

function matrix(signals: Signal[], systems: System[]): string[] {
  const columns = systems.filter((system) => signals.some((signal) => alternativesOf(system, signal).length > 0));
  return [
    ...head(['signal', ...columns.map(({ id }) => `[${id}](#${id})`)]),
    ...signals.map((signal) =>
      row([`[${signal.id}](#${signal.id})`, ...columns.map((system) => mark(alternativesOf(system, signal)))])
    ),
  ];
}

function signalText(signal: Signal): string[] {
  const mistaken = signal.mistaken_for ? ` **Mistaken for:** ${cell(signal.mistaken_for)}` : '';
  const derived = signal.derived ? ' It is computed here and has no series of its own.' : '';
  return [
    `<a id="${signal.id}"></a>**${signal.id}** · ${signal.title} · ${signal.kind}, ${unitOf(signal)}`,
    '',
    `${cell(signal.description)}${derived}${mistaken}`,
    '',
  ];
}

function conditions(a: Alternative): string {
  const parts = [
    ...Object.entries(a.match ?? {}).map(([label, value]) => `${label}="${value}"`),
    ...Object.entries(a.match_regex ?? {}).map(([label, value]) => `${label}=~"${value}"`),
  ];
  return parts.length > 0 ? `{${parts.join(',')}}` : '';
}

function nameCell(a: Alternative): string {
  if (a.numerator && a.denominator) {
    return `${code(a.numerator)} ÷ ${code(a.denominator)}`;
  }
  return (a.sum ?? [a.metric ?? '']).map((name) => code(name + conditions(a))).join(' + ');
}

function remarks(a: Alternative, signal: Signal | undefined): string {
  const isMean = signal?.kind === 'distribution' && a.numerator;
  const parts = [
    ...Object.entries(a.const ?? {}).map(([label, value]) => `${label} ${value}`),
    a.note,
    isMean && !/mean/.test(a.note ?? '') ? 'a mean, no quantiles' : undefined,
    a.first_bucket ? `first bucket ${a.first_bucket}` : undefined,
  ];
  return cell(parts.filter(Boolean).join('; '));
}

function systemTable(system: System, signals: Map<string, Signal>): string[] {
  const lines = Object.entries(system.signals ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, list]) =>
      list.map((a, i) =>
        row([
          i === 0 ? `[${id}](#${id})` : '',
          nameCell(a),
          a.scale && a.scale !== 1 ? `× ${a.scale}` : '',
          cell(a.era ?? ''),
          cell(a.enabled_by ?? ''),
          remarks(a, signals.get(id)),
        ])
      )
    );
  return lines.length > 0
    ? [...head(['signal', 'name, newest first', 'scale', 'era', 'switched on by', 'note']), ...lines, '']
    : [];
}

function spellings({ prefixes }: System): string {
  const [own, ...others] = prefixes ?? [];
  return own ? ` Names that begin with ${code(own)} are also read with ${others.map(code).join(' and ')}.` : '';
}

function ranks({ dims }: System): string {
  const of = (dim: string) =>
    Object.keys(dims ?? {})
      .filter((label) => dims?.[label] === dim)
      .map(code)
      .join(', ');
  const parts = [
    of('rank') && `Ranks by ${of('rank')}.`,
    of('once') && `One thing seen several times, and counted once: ${of('once')}.`,
    of('sum') && `Parts that are added: ${of('sum')}.`,
  ];
  return parts
    .filter(Boolean)
    .map((part) => ` ${part}`)
    .join('');
}

function systemText(system: System, signals: Map<string, Signal>): string[] {
  const fallback = system.fallback ? ' It is read only where no other system answers for the same thing.' : '';
  const about = cell([system.about, system.unusable].filter(Boolean).join(' '));
  return [
    `<a id="${system.id}"></a>`,
    '',
    `### ${system.title}`,
    '',
    cell(`${about}${fallback}${spellings(system)}${ranks(system)}`),
    '',
    ...systemTable(system, signals),
  ];
}

/** The whole page as Markdown. */
export function signalsPage({ signals, systems }: Catalog): string {
  const known = new Map(signals.map((signal) => [signal.id, signal]));
  const sorted = byId(systems);
  const families = FAMILIES.flatMap(([family, title, what]) => {
    const own = byId(signals.filter((signal) => signal.family === family));
    return [`## ${title}`, '', what, '', ...matrix(own, sorted), '', ...own.flatMap(signalText)];
  });
  const lines = [INTRO, ...families, '## Systems', '', ...sorted.flatMap((system) => systemText(system, known))];
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}
