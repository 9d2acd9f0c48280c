const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const PREFIXES = ['', 'k', 'm', 'g', 't'];
const SIZE = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i;

/** A size in the largest binary unit that leaves it whole: 268435456 is "256 MiB". */
export function formatBytes(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && size % 1024 === 0 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size} ${UNITS[unit]}`;
}

/** The bytes of "256 MiB", "1G" or "1048576", or undefined. Units are binary, with and without the i. */
export function parseBytes(text: string): number | undefined {
  const [, size, prefix = ''] = SIZE.exec(text.trim()) ?? [];
  return size === undefined ? undefined : Math.round(Number(size) * 1024 ** PREFIXES.indexOf(prefix.toLowerCase()));
}
