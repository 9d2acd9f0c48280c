import { type Options } from '../configProps';
import { hasSecret } from './secrets';

const NAME = /^httpHeaderName(\d+)$/;

/** The setting that holds a custom header's name, as Grafana's SDK reads it. */
export const nameKey = (number: number): `httpHeaderName${number}` => `httpHeaderName${number}`;

/** The secret that holds a custom header's value. */
export const valueKey = (number: number): string => `httpHeaderValue${number}`;

/** The numbers of the custom headers, in order. */
export function headerNumbers(options: Options): number[] {
  return Object.keys(options.jsonData)
    .map((key) => Number(NAME.exec(key)?.[1]))
    .filter((number) => number > 0)
    .sort((a, b) => a - b);
}

/**
 * The options with an empty header at the end. Grafana's SDK reads the numbers from 1 until one is missing, so the
 * first free one is taken.
 */
export function addHeader(options: Options): Options {
  const numbers = headerNumbers(options);
  let free = 1;
  while (numbers.includes(free)) {
    free += 1;
  }
  return renameHeader(options, free, '');
}

/** The options with a header renamed. */
export function renameHeader(options: Options, number: number, name: string): Options {
  return { ...options, jsonData: { ...options.jsonData, [nameKey(number)]: name } };
}

/**
 * Whether a header can go. The numbers must stay without a gap, and a stored secret cannot be moved to another number,
 * so none may be stored above it.
 */
export function isRemovable(options: Options, number: number): boolean {
  return headerNumbers(options).every((other) => other <= number || !hasSecret(options, valueKey(other)));
}

/** The options without a header: those above it move down, and the secret at the freed number is emptied. */
export function removeHeader(options: Options, number: number): Options {
  const jsonData = { ...options.jsonData };
  const secureJsonData = { ...options.secureJsonData };
  const numbers = headerNumbers(options).filter((other) => other >= number);
  numbers.forEach((at, index) => {
    const above = numbers[index + 1];
    if (above === undefined) {
      delete jsonData[nameKey(at)];
      secureJsonData[valueKey(at)] = '';
    } else {
      jsonData[nameKey(at)] = jsonData[nameKey(above)];
      secureJsonData[valueKey(at)] = secureJsonData[valueKey(above)] ?? '';
    }
  });
  const forgotten = Object.fromEntries(numbers.map((at) => [valueKey(at), false]));
  return { ...options, jsonData, secureJsonData, secureJsonFields: { ...options.secureJsonFields, ...forgotten } };
}
