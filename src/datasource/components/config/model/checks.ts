const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const HEADER = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What the data source writes into a request itself. */
const RESERVED = ['query', 'start', 'end', 'step', 'time', 'match[]'];

/** A check gives what is wrong with a text, in words, or undefined. Variables of provisioning files are fine. */
export type Check = (text: string) => string | undefined;

/** The URL of a store. */
export const urlError: Check = (url) => {
  if (url === '' || url.includes('$')) {
    return undefined;
  }
  if (!/^https?:\/\/[^\s/]+/.test(url)) {
    return 'Start with http:// or https:// and a host.';
  }
  return /^https?:\/\/[^\s/]*@/.test(url)
    ? 'Leave user and password out of the URL; they have fields below.'
    : undefined;
};

/** The name of a label in the store. Prometheus 3 takes any text, so also names with dots. */
export const labelError: Check = (name) => {
  if (name === '__name__') {
    return '__name__ is the metric’s name and no label of its own.';
  }
  return /[\p{Cc}={}"]/u.test(name) ? `“${name}” is no label name.` : undefined;
};

/** The name of a metric. */
export const metricError: Check = (name) => {
  if (name === '') {
    return 'Enter the name of a metric.';
  }
  return METRIC.test(name) ? undefined : `“${name}” is no metric name: letters, digits, _ and :, no digit first.`;
};

/** The name of an HTTP header. */
export const headerError: Check = (name) =>
  name === '' || HEADER.test(name) ? undefined : `“${name}” is no header name: letters, digits and - only.`;

/** A currency code. */
export const currencyError: Check = (code) =>
  /^[A-Z]{3}$/.test(code) ? undefined : 'Use a three-letter currency code such as EUR.';

/** Parameters that go along with every request, as in a URL. */
export const parametersError: Check = (text) => {
  if (text === '') {
    return undefined;
  }
  const reserved = RESERVED.find((name) => new URLSearchParams(text).has(name));
  if (reserved) {
    return `“${reserved}” is written by the data source itself.`;
  }
  const bad = text.split('&').find((part) => !/^[^=\s]+=\S*$/.test(part));
  return bad === undefined ? undefined : `“${bad}” is no name=value; join several with &.`;
};

/** The first of several complaints. */
export function firstOf(...complaints: Array<string | undefined>): string | undefined {
  return complaints.find((complaint) => complaint !== undefined);
}
