import { defineConfig } from 'eslint/config';
import baseConfig from './.config/eslint.config.mjs';

// What generated code and other people's code look like is not ours to judge.
const ignores = [
  '**/node_modules/',
  '**/dist/',
  'coverage/',
  '**/*.gen.ts',
  '.config/',
  'test-results/',
  'playwright-report/',
];

export default defineConfig([
  { ignores },
  ...baseConfig,
  {
    files: ['**/*.{ts,tsx,mjs,js}'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      complexity: ['error', { max: 11 }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-depth': ['error', 3],
      'max-lines': ['warn', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
    },
  },
  {
    // The preview page compiles JSX with React 19's own runtime.
    files: ['demo/web/**/*.tsx'],
    rules: { 'react/react-in-jsx-scope': 'off' },
  },
  {
    // What the page lends to the plugin includes the libraries that Grafana itself lends.
    files: ['demo/web/src/boot/externals.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
]);
