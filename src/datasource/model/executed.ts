const OPENING = new Set(['(', '{', '[']);
const CLOSING = new Set([')', '}', ']']);
const STRING = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g;
// What cannot end or begin an expression: it goes on in the next line, or came from the one before.
const GOES_ON = /(?:[-+*/^%=<>,]|\b(?:and|or|unless|by|without|on|ignoring|group_left|group_right))\s*$/i;
const CAME_FROM = /^\s*(?:[*/^%=<>,)\]}]|(?:and|or|unless|by|without|on|ignoring|group_left|group_right|offset)\b)/i;

function depthOf(line: string): number {
  const bare = line.replace(STRING, '');
  return [...bare].reduce((depth, sign) => depth + Number(OPENING.has(sign)) - Number(CLOSING.has(sign)), 0);
}

/** The PromQL that was sent, an expression each; an own one may have been written on several lines. */
export function sentExpressions(executed: string | undefined): string[] {
  const found: string[] = [];
  let depth = 0;
  let goesOn = false;
  for (const line of (executed ?? '').split('\n').filter((text) => text.trim() !== '')) {
    if (found.length > 0 && (depth > 0 || goesOn || CAME_FROM.test(line))) {
      found[found.length - 1] += `\n${line}`;
    } else {
      found.push(line);
      depth = 0;
    }
    depth += depthOf(line);
    goesOn = GOES_ON.test(line);
  }
  return [...new Set(found)];
}
