import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { filesBelow, pluginsIn, readJson } from './tree.mjs';

const ID = /^[0-9a-z]+-([0-9a-z]+-)?(app|panel|datasource)$/;
const IMAGE = /\.(svg|png|jpe?g|gif)$/;

const imagesOf = (info = {}) =>
  [info.logos?.small, info.logos?.large].concat((info.screenshots ?? []).map(({ path }) => path));

function pictures(dist, { folder, json }) {
  const images = imagesOf(json.info);
  const missing = images.filter((path) => !path || /^[./]/.test(path) || !existsSync(join(dist, folder, path)));
  return [
    [missing.length === 0, `images missing or with a leading "." or "/": ${missing.join(', ')}`],
    [images.every((path) => IMAGE.test(path)), 'an image is neither svg, png, jpeg nor gif'],
  ];
}

/** What one plugin.json says about itself. */
function ofPlugin(dist, plugin) {
  const { id, name, type, info, backend, alerting, executable } = plugin.json;
  const rules = [
    [ID.test(id) && id.endsWith(`-${type}`), `id "${id}" does not end with its type or has a wrong form`],
    [name && name !== id, 'name is missing or repeats the id'],
    [info?.description, 'description is empty'],
    [info?.keywords?.length, 'keywords are empty'],
    [!JSON.stringify(plugin.json).includes('%'), 'a %TEMPLATE% was not replaced'],
    [!alerting || backend, 'alerting needs backend'],
    [Boolean(backend) === Boolean(executable), 'backend and executable go together'],
    ...pictures(dist, plugin),
  ];
  return rules.filter(([holds]) => !holds).map(([, problem]) => `${plugin.file}: ${problem}`);
}

/** What every plugin.json must say. */
export const metadata = ({ dist }) => pluginsIn(dist).flatMap((plugin) => ofPlugin(dist, plugin));

/** The app's includes name every nested plugin, and every dashboard they name is there under that title. */
export function includes({ dist }) {
  const [app, ...nested] = pluginsIn(dist).sort((a, b) => a.folder.length - b.folder.length);
  const listed = app?.json.includes ?? [];
  const unlisted = nested
    .filter(({ file, json }) => !listed.some(({ type, path }) => type === json.type && path === file))
    .map(({ file }) => `${file} is not in the app's includes`);
  const broken = listed
    .filter(({ type }) => type !== 'page')
    .filter(({ path }) => !existsSync(join(dist, path)))
    .map(({ path }) => `includes names ${path}, which is not there`);
  const titles = listed
    .filter(({ type, path }) => type === 'dashboard' && existsSync(join(dist, path)))
    .filter(({ name, path }) => readJson(dist, path).title !== name)
    .map(({ path, name }) => `${path} is not titled "${name}"`);
  return [...unlisted, ...broken, ...titles];
}

/** A file called plugin.json is a plugin to Grafana, wherever it lies: only those of src/ may reach dist. */
export function strays({ dist, src }) {
  const own = new Set(pluginsIn(src).map(({ file }) => file));
  const found = pluginsIn(dist).map(({ file }) => file);
  const extra = found.filter((file) => !own.has(file)).map((file) => `${file} is in dist, but not in src`);
  const lost = [...own].filter((file) => !found.includes(file)).map((file) => `${file} did not reach dist`);
  const leftovers = filesBelow(dist).filter((file) => /(^|\/)(standalone|pid)\.txt$/.test(file));
  return [...extra, ...lost, ...leftovers.map((file) => `${file} is a leftover of debugging`)];
}

/** All plugins ask for the same Grafana, and carry the version of package.json. */
export function versions({ dist, root }) {
  const { version } = readJson(root, 'package.json');
  const plugins = pluginsIn(dist);
  const wanted = plugins[0]?.json.dependencies?.grafanaDependency;
  return plugins.flatMap(({ file, json }) => [
    ...(json.info.version === version ? [] : [`${file}: version ${json.info.version}, package.json has ${version}`]),
    ...(json.dependencies?.grafanaDependency === wanted ? [] : [`${file}: grafanaDependency is not "${wanted}"`]),
  ]);
}
