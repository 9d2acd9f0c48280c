/** The words of a text, each once: what is pasted may be separated by spaces, commas or lines. */
export function words(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}

/** The list with one item replaced. */
export function replaced<T>(items: T[], index: number, item: T): T[] {
  return items.map((one, at) => (at === index ? item : one));
}

/** The list without one item. */
export function without<T>(items: T[], index: number): T[] {
  return items.filter((_, at) => at !== index);
}

/** "1 price", "3 prices". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
