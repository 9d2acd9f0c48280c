import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { CACHE, DIST, ROOT, at } from './paths.mjs';
import { run } from './process.mjs';

/** The platforms a release carries a backend for. */
export const PLATFORMS = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64', 'windows_amd64'];

const GO_NAMES = { win32: 'windows', x64: 'amd64', ia32: '386' };
const goName = (name) => GO_NAMES[name] ?? name;

/** This machine, in Go's words: linux_amd64 and so on. */
export const hostPlatform = () => `${goName(process.platform)}_${goName(process.arch)}`;

/** Where Grafana looks for the data source's executable on a platform. */
export const backendPath = (platform = hostPlatform()) =>
  join(DIST, 'datasource', `gpx_tokenpath_${platform}${platform.startsWith('windows') ? '.exe' : ''}`);

/** The demo's program. */
export const demoPath = () =>
  join(CACHE, 'bin', process.platform === 'win32' ? 'tokenpath-demo.exe' : 'tokenpath-demo');

async function build(output, packagePath, cwd, env) {
  mkdirSync(dirname(output), { recursive: true });
  const args = ['build', '-trimpath', '-ldflags', '-s -w', '-o', output, packagePath];
  await run('go', args, { cwd, env: { ...process.env, CGO_ENABLED: '0', ...env } });
  // The catalog refuses any other mode, whatever this machine's umask says.
  chmodSync(output, 0o755);
}

/** Builds the data source's backend for one platform, a static program. */
export function buildBackend(platform = hostPlatform()) {
  const [GOOS, GOARCH] = platform.split('_');
  return build(backendPath(platform), './pkg', ROOT, { GOOS, GOARCH });
}

/** Builds the demo: embedded Prometheus, fleet and preview host. */
export const buildDemo = () => build(demoPath(), './cmd/tokenpath-demo', at('demo'), {});
