// Bundles the preview page into dist/, laid out as the host serves it:
//   index.html                 the template; the host replaces <!--BOOT--> by its settings
//   public/build/preview.{js,css}
//   public/build/img/          icons of @grafana/ui, fetched by name at run time
//   public/fonts/              Grafana's typefaces
import { cp, mkdir, stat } from 'node:fs/promises';
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

/** Names that Grafana's stylesheet asks for: [folder, name, package, file]. */
const fonts = [
  ['inter', 'Inter-Regular', 'inter', 'inter-latin-400-normal'],
  ['inter', 'Inter-Medium', 'inter', 'inter-latin-500-normal'],
  ['inter', 'Inter-Italic', 'inter', 'inter-latin-400-italic'],
  ['inter', 'Inter-MediumItalic', 'inter', 'inter-latin-500-italic'],
  ['roboto', 'L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ', 'roboto-mono', 'roboto-mono-latin-400-normal'],
];

async function copyFonts() {
  for (const [folder, name, family, file] of fonts) {
    const target = join(dist, 'public/fonts', folder);
    await mkdir(target, { recursive: true });
    await cp(join(modules, '@fontsource', family, 'files', `${file}.woff2`), join(target, `${name}.woff2`));
  }
}

async function copyStatic() {
  await cp(join(root, 'index.html'), join(dist, 'index.html'));
  const images = join(dist, 'public/build/img');
  // Some of Grafana's icons are not in its package; icons/ has plain drawings under their names.
  await cp(join(root, 'icons'), join(images, 'icons'), { recursive: true });
  await cp(join(modules, '@grafana/ui/dist/public/img'), images, { recursive: true });
  await copyFonts();
}

// Files are written over: a running host keeps dist/ open and shows the new build on reload.
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
