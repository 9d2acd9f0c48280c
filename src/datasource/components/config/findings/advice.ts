/** What to look at when a store answers in a certain way; the first that fits counts. */
const hints: Array<[RegExp, string]> = [
  [/\b401\b/, 'Look at user and password, or at the Authorization header.'],
  [/\b403\b/, 'Look at the rights of this user, and at a tenant header such as X-Scope-OrgID.'],
  [
    /\b404\b|HTML/i,
    'Look at the path of the URL: Mimir’s ends in /prometheus, VictoriaMetrics’ cluster in /select/0/prometheus.',
  ],
  [/no org id|X-Scope-OrgID/i, 'Add the header X-Scope-OrgID with the tenant.'],
  [/\b429\b/, 'The store limits how often it is asked; try again, or ask for a higher limit there.'],
  [/certificate|x509|tls/i, 'Look at TLS: an own certificate authority, a client certificate, or the server name.'],
  [
    /refused|no such host|lookup|unreachable/i,
    'Look at host and port; Grafana’s server has to reach them, not your browser.',
  ],
  [/time-?out|deadline/i, 'Look at the timeout, and at whether a firewall swallows the requests.'],
  [/redirect/i, 'Enter the address that it redirects to.'],
];

/** What to look at for what a store came back with; nothing where its own words have to do. */
export function advice(problem: string): string {
  return hints.find(([pattern]) => pattern.test(problem))?.[1] ?? '';
}
