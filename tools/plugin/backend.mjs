import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { hostPlatform } from '../lib/go.mjs';
import { filesBelow, pluginsIn, readText } from './tree.mjs';

/** Each executable is there for this machine, and every one has the mode that the catalog wants. */
export const executables = ({ dist }) =>
  pluginsIn(dist)
    .filter(({ json }) => json.executable)
    .flatMap(({ folder, json }) => {
      const prefix = join(folder, `${json.executable}_`).replaceAll('\\', '/');
      const found = filesBelow(dist).filter((file) => file.startsWith(prefix));
      const own = found.some((file) => file.startsWith(`${prefix}${hostPlatform()}`));
      const wrong = found.filter((file) => (statSync(join(dist, file)).mode & 0o777) !== 0o755);
      return [...(own ? [] : [`${prefix}${hostPlatform()} is missing`]), ...wrong.map((file) => `${file} is not 0755`)];
    });

// The catalog's scanner refuses these in pkg/, tests included.
const REFUSED = [
  /\bos\.(Open|OpenFile|Create|CreateTemp|WriteFile|Stat|Lstat|Remove|RemoveAll|Mkdir\w*|TempDir|IsNotExist|IsExist|Environ)\b/,
  /\bfilepath\.(Walk|WalkDir|Glob)\b/,
  /\bsyscall\./,
  /\bfmt\.Print(f|ln)?\b/,
];

/** pkg/ runs inside Grafana: no files, no environment, no standard output. */
export const goRules = ({ root }) =>
  filesBelow(join(root, 'pkg'))
    .filter((file) => file.endsWith('.go'))
    .flatMap((file) =>
      readText(root, 'pkg', file)
        .split('\n')
        .map((line, i) => ({ line: line.replace(/\/\/.*$/, ''), at: `pkg/${file}:${i + 1}` }))
        .flatMap(({ line, at }) =>
          REFUSED.flatMap((rule) => rule.exec(line)?.[0] ?? []).map((call) => `${at}: ${call}`)
        )
    );

/** The module is at the top and uses the SDK as it is published. */
export function goModule({ root }) {
  if (!existsSync(join(root, 'go.mod'))) {
    return ['go.mod is missing at the top'];
  }
  const text = readText(root, 'go.mod');
  const rules = [
    [/grafana-plugin-sdk-go v\d/.test(text), 'go.mod does not use the plugin SDK'],
    [!/^replace .*grafana-plugin-sdk-go/m.test(text), 'go.mod replaces the plugin SDK'],
    [/grafana-plugin-sdk-go\/build/.test(readText(root, 'Magefile.go')), "Magefile.go does not use the SDK's build"],
  ];
  return rules.filter(([holds]) => !holds).map(([, problem]) => problem);
}
