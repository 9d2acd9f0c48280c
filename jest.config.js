// Tests compare formatted times, so every machine runs them in UTC.
process.env.TZ = 'UTC';

const base = require('./.config/jest.config');
const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');

const [[pattern, swc]] = Object.entries(base.transform);
if (pattern !== '^.+\\.(t|j)sx?$') {
  throw new Error('The scaffold changed its Jest transform; look again at the .mjs repair in jest.config.js');
}

module.exports = {
  ...base,
  // Its build for browsers is of modules, which Jest does not read.
  moduleNameMapper: { ...base.moduleNameMapper, '^yaml$': require.resolve('yaml') },
  roots: ['<rootDir>/src'],
  // Typing into an editor takes seconds on a busy two-core machine.
  testTimeout: 30_000,
  // d3's packages ship their modules as .mjs, which the scaffold's pattern does not match.
  transform: { '^.+\\.m?(t|j)sx?$': swc },
  transformIgnorePatterns: [nodeModulesToTransform([...grafanaESModules, 'd3-hierarchy'])],
};
