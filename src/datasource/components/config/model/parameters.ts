/** A parameter that stores know, ready to be added. */
export interface KnownParameter {
  text: string;
  store: 'Thanos' | 'VictoriaMetrics';
  about: string;
}

/** What is worth knowing of custom query parameters. */
export const knownParameters: KnownParameter[] = [
  { text: 'dedup=true', store: 'Thanos', about: 'one copy of series that several Prometheus replicas scraped' },
  {
    text: 'partial_response=false',
    store: 'Thanos',
    about: 'an error instead of a smaller answer when a store of it is down',
  },
  { text: 'max_source_resolution=5m', store: 'Thanos', about: 'downsampled blocks may answer, for long ranges' },
  {
    text: 'extra_label=team=inference',
    store: 'VictoriaMetrics',
    about: 'only series with this label, whatever is asked',
  },
];

/** The parameters with one more; a parameter of the same name is replaced. */
export function withParameter(text: string, added: string): string {
  const name = added.slice(0, added.indexOf('='));
  const others = text.split('&').filter((part) => part !== '' && !part.startsWith(`${name}=`));
  return [...others, added].join('&');
}
