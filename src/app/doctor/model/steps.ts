import { type DoctorResponse, type DoctorStep } from '../../../shared/types.gen';

/** "Engine · helps to reach level 2 · switches on queue time and prefill time". */
export function stepMeta(step: DoctorStep, { layers, signals, level }: DoctorResponse): string {
  const layer = layers.find(({ id }) => id === step.layer)?.title ?? step.layer;
  const titles = (step.signals ?? []).map((id) => signals.find(({ signal }) => signal === id)?.title || id);
  return [
    layer,
    step.level > level ? `needed for level ${step.level}` : '',
    titles.length > 0 && !namesThem(step) ? `switches on ${shortList(titles)}` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Whether the reason of a step names its signals already. */
function namesThem({ why, signals = [] }: DoctorStep): boolean {
  return signals.every((id) => why.includes(id));
}

const SHOWN = 4;

function shortList(titles: string[]): string {
  const lower = titles.map((title) => (/^[A-Z][a-z]/.test(title) ? title[0].toLowerCase() + title.slice(1) : title));
  const more = lower.length - SHOWN;
  return more > 0 ? `${lower.slice(0, SHOWN).join(', ')} and ${more} more` : lower.join(', ');
}

const languages: Record<string, string> = { yaml: 'YAML', csv: 'CSV', shell: 'Shell', promql: 'PromQL', json: 'JSON' };

/** How a language of configuration is written. */
export function languageName(language = ''): string {
  return languages[language] ?? language;
}
