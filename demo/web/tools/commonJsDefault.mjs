// Node's rules give an .mjs file the whole module object when it imports the default of a CommonJS
// package. These two packages put a component or function there, and Grafana's .mjs files expect it.
const packages = /^(react-custom-scrollbars-2|calculate-size)$/;
const namespace = 'commonjs-default';

/** esbuild plugin: hands out `module.default` as the default export of the packages named above. */
export const commonJsDefault = {
  name: 'commonjs-default',
  setup(build) {
    build.onResolve({ filter: packages }, (args) =>
      args.namespace === namespace
        ? undefined
        : { path: args.path, namespace, pluginData: { resolveDir: args.resolveDir } }
    );
    build.onLoad({ filter: /.*/, namespace }, (args) => ({
      resolveDir: args.pluginData.resolveDir,
      contents: `const whole = require(${JSON.stringify(args.path)});
export * from ${JSON.stringify(args.path)};
export default whole.default ?? whole;`,
    }));
  },
};
