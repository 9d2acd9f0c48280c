import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { backendPath, buildBackend, buildDemo, demoPath } from './go.mjs';
import { install, isInstalled } from './npm.mjs';
import { DIST, ROOT, WEB, at } from './paths.mjs';
import { run } from './process.mjs';
import { hashOf, isFresh, remember } from './stamp.mjs';

const FRONTEND_INPUTS = [
  'src',
  'dashboards',
  '.config',
  'webpack.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
  'CHANGELOG.md',
  'LICENSE',
];

/** The demo's Go code: everything in demo/ but the page, and the plugin's packages that it reads. */
const demoInputs = () =>
  existsSync(at('demo'))
    ? readdirSync(at('demo'))
        .filter((name) => name !== 'web')
        .map((name) => at('demo', name))
        .concat([at('pkg'), at('go.mod'), at('go.sum')])
    : [];

/** Each thing that is built: what must be there first, what it is made of, what it makes, and how. */
const BUILDS = {
  frontend: {
    title: "Building the plugin's front end",
    needs: ['packages'],
    inputs: () => FRONTEND_INPUTS.map((path) => at(path)),
    outputs: [join(DIST, 'module.js'), join(DIST, 'datasource', 'module.js')],
    make: () => run('npm', ['run', '--silent', 'build:frontend'], { cwd: ROOT }),
  },
  page: {
    title: 'Building the preview page',
    needs: ['webPackages'],
    inputs: () => [WEB],
    outputs: [join(WEB, 'dist', 'index.html')],
    make: () => run('npm', ['run', '--silent', 'build'], { cwd: WEB }),
  },
  backend: {
    title: "Building the data source's backend (a first time compiles the plugin SDK)",
    needs: [],
    inputs: () => ['pkg', 'go.mod', 'go.sum'].map((path) => at(path)),
    outputs: [backendPath()],
    make: () => buildBackend(),
  },
  demo: {
    title: 'Building the demo (a first time compiles Prometheus, about 5 minutes on two cores)',
    needs: [],
    inputs: demoInputs,
    outputs: [demoPath()],
    make: () => buildDemo(),
  },
};

const isTest = (file) => /(_test\.go|\.(test|spec)\.tsx?)$/.test(file);

/**
 * Installs and builds on request, once each, and only what is missing or older than its sources. The answer's
 * `ensure` takes `packages`, `webPackages`, `frontend`, `page`, `backend` or `demo`.
 */
export function createSetup(progress) {
  const asked = new Map();

  const installOf = (folder, what) => async () => {
    if (!isInstalled(folder)) {
      await progress.step(`Installing ${what}`, () => install(folder));
    }
  };

  const buildOf = (name) => async () => {
    const { title, needs, inputs, outputs, make } = BUILDS[name];
    for (const need of needs) {
      await ensure(need);
    }
    const hash = hashOf(inputs(), (file) => !isTest(file));
    if (!isFresh(name, hash, outputs)) {
      await progress.step(title, make);
      remember(name, hash);
    }
  };

  const work = {
    packages: installOf(ROOT, "the plugin's packages"),
    webPackages: installOf(WEB, "the preview page's packages"),
    ...Object.fromEntries(Object.keys(BUILDS).map((name) => [name, buildOf(name)])),
  };

  function ensure(name) {
    if (!asked.has(name)) {
      asked.set(name, work[name]());
    }
    return asked.get(name);
  }

  return { ensure };
}

/**
 * Everything the demo needs. Node and Go work side by side: one waits for the network or keeps one core busy, the
 * other compiles.
 */
export async function setUpDemo(progress) {
  const { ensure } = createSetup(progress);
  const inTurn = async (names) => {
    for (const name of names) {
      await ensure(name);
    }
  };
  await Promise.all([inTurn(['frontend', 'page']), inTurn(['backend', 'demo'])]);
}
