/** Grafana names a new data source after its type, with a number where the name is taken. */
export function freeName(wanted: string, taken: string[]): string {
  let name = wanted;
  for (let n = 1; taken.includes(name); n++) {
    name = `${wanted}-${n}`;
  }
  return name;
}
