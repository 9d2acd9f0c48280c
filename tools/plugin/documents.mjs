import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { filesBelow, readText } from './tree.mjs';

const LINK = /!?\[[^\]]*\]\(\s*<?([^)\s>]+)/g;
const ABSOLUTE = /^(https?:|mailto:|#)/;

function readmeProblems(text) {
  const relative = [...text.matchAll(LINK)].map(([, target]) => target).filter((target) => !ABSOLUTE.test(target));
  const rules = [
    [text.trim().length > 200, 'README.md says next to nothing'],
    [relative.length === 0, `README.md has relative links: ${relative.join(', ')}`],
    [!text.includes('<!--'), 'README.md has comments'],
    [!/Plugin Template/.test(text), 'README.md is the template'],
    [!/\b(yarn|nodejs)\b/i.test(text), 'README.md of the catalog speaks of building'],
  ];
  return rules.filter(([holds]) => !holds).map(([, problem]) => problem);
}

/** The catalog's page, the licence and the change log. */
export function documents({ dist, root }) {
  const { version } = JSON.parse(readText(root, 'package.json'));
  const missing = ['README.md', 'LICENSE', 'CHANGELOG.md'].filter((name) => !existsSync(join(dist, name)));
  if (missing.length > 0) {
    return missing.map((name) => `${name} is missing`);
  }
  const licence = readText(dist, 'LICENSE');
  const rules = [
    [/Apache License\s+Version 2\.0/.test(licence), 'LICENSE is not Apache-2.0'],
    [!/\{(yyyy|name of copyright owner)\}/.test(licence), 'LICENSE names no owner'],
    [readText(dist, 'CHANGELOG.md').includes(`## ${version}`), `CHANGELOG.md has nothing about ${version}`],
  ];
  return [...readmeProblems(readText(dist, 'README.md')), ...rules.filter(([holds]) => !holds).map(([, text]) => text)];
}

/** Pictures are drawings: no script, nothing foreign, nothing fetched. */
export const drawings = ({ dist }) =>
  filesBelow(dist)
    .filter((file) => file.endsWith('.svg'))
    .filter((file) => /<script|<foreignObject|\son\w+=|href="(?!#)/i.test(readText(dist, file)))
    .map((file) => `${file} has a script or foreign content`);
