// Bundles the preview page into dist/, laid out as the host serves it:
//   index.html                 the template; the host replaces <!--BOOT--> by its settings
//   public/build/preview.{js,css}
//   public/build/img/          icons of @grafana/ui, fetched by name at run time
//   public/fonts/inter/        Grafana's typeface under the names its stylesheet asks for
import { cp, mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { commonJsDefault } from './tools/commonJsDefault.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const modules = join(root, 'node_modules');
const watch = process.argv.includes('--watch');

const options = {
  absWorkingDir: root,
  entryPoints: { preview: 'src/main.tsx' },
  outdir: join(dist, 'public/build'),
  bundle: true,
  format: 'iife',
  target: 'es2022',
  minify: !watch,
  sourcemap: watch ? 'inline' : false,
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
  publicPath: '/public/build',
  assetNames: 'assets/[name]-[hash]',
  loader: { '.svg': 'file', '.png': 'file', '.ttf': 'file', '.woff': 'file', '.woff2': 'file' },
  plugins: [commonJsDefault],
  logLevel: 'error',
};

async function copyStatic() {
  await cp(join(root, 'index.html'), join(dist, 'index.html'));
  await cp(join(modules, '@grafana/ui/dist/public/img'), join(dist, 'public/build/img'), { recursive: true });
  const fonts = join(dist, 'public/fonts/inter');
  await mkdir(fonts, { recursive: true });
  for (const [name, weight] of [['Regular', 400], ['Medium', 500], ['Bold', 700]]) {
    const from = join(modules, '@fontsource/inter/files', `inter-latin-${weight}-normal.woff2`);
    await cp(from, join(fonts, `Inter-${name}.woff2`));
  }
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await copyStatic();
if (watch) {
  const watcher = await context(options);
  await watcher.watch();
  process.stdout.write('watching src/\n');
} else {
  const started = Date.now();
  await build(options);
  const { size } = await stat(join(dist, 'public/build/preview.js'));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`preview.js ${(size / 1e6).toFixed(1)} MB in ${seconds} s\n`);
}
