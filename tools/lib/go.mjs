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

async function build(output, packagePath, flags, options) {
  mkdirSync(dirname(output), { recursive: true });
  await run('go', ['build', ...flags, '-ldflags', '-s -w', '-o', output, packagePath], options);
}

/** Builds the data source's backend for one platform, a static program. */
export async function buildBackend(platform = hostPlatform()) {
  const [GOOS, GOARCH] = platform.split('_');
  const env = { ...process.env, CGO_ENABLED: '0', GOOS, GOARCH };
  const output = backendPath(platform);
  await build(output, './pkg', ['-trimpath'], { cwd: ROOT, env });
  // The catalog refuses any other mode, whatever this machine's umask says.
  chmodSync(output, 0o755);
}

/**
 * Builds the demo: embedded Prometheus, fleet and preview host. With the flags of `go test` and `go vet`, so that
 * Prometheus is compiled once for all of them.
 */
export const buildDemo = () => build(demoPath(), './cmd/tokenpath-demo', [], { cwd: at('demo') });
