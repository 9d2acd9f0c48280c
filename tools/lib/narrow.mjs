/**
 * Turns what tygo leaves as `type X = string` beside constants of type X into a union of those constants. tygo does
 * so itself only where several constants carry the type's name as a prefix.
 */
export function narrowEnums(source) {
  const names = [...source.matchAll(/^export type (\w+) = string;$/gm)].map(([, name]) => name);
  return names.reduce((text, name) => {
    const typed = new RegExp(`^export const (\\w+): ${name} = `, 'gm');
    const constants = [...text.matchAll(typed)].map(([, constant]) => `typeof ${constant}`);
    return constants.length === 0
      ? text
      : text
          .replace(typed, 'export const $1 = ')
          .replace(`export type ${name} = string;`, `export type ${name} = ${constants.join(' | ')};`);
  }, source);
}
