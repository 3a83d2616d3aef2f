/** Lint and format in one tool: `npm run lint`, and `npm run lint -- --fix` mends the format. */
import stylistic from '@stylistic/eslint-plugin';
import tseslint from 'typescript-eslint';

const noCasts = {
  'no-restricted-syntax': ['error',
    { selector: 'TSAsExpression:not([typeAnnotation.typeName.name="const"])', message: 'Narrow with a type guard instead of a cast.' },
    { selector: 'TSNonNullExpression', message: 'Handle the missing value instead of asserting it away.' },
    { selector: 'ConditionalExpression > ConditionalExpression', message: 'No nested ternary: name the cases.' },
    { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
    { selector: 'JSXText[value=/[A-Za-zÆØÅæøå]{2,}/]', message: 'Words belong in app/i18n.' },
  ],
};

export default tseslint.config(
  { ignores: ['build/**', 'data/**', 'node_modules/**', '.cache/**'] },
  ...tseslint.configs.recommendedTypeChecked,
  stylistic.configs.customize({ semi: true, quotes: 'single', indent: 2, braceStyle: '1tbs', arrowParens: true, quoteProps: 'as-needed' }),
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: process.cwd() } },
    rules: {
      '@stylistic/max-len': ['error', { code: 140, ignoreUrls: true, ignoreTemplateLiterals: true, ignoreStrings: true, ignoreRegExpLiterals: true }],
      '@stylistic/max-statements-per-line': 'off',
      '@stylistic/operator-linebreak': ['error', 'before'],
      '@stylistic/object-curly-newline': 'off',
      '@stylistic/multiline-ternary': 'off',
      '@stylistic/jsx-one-expression-per-line': 'off',
      '@stylistic/quotes': ['error', 'single', { avoidEscape: true }],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 70, skipComments: true, skipBlankLines: true }],
      'max-params': ['error', 3],
      'no-console': 'error',
      // A thrown Response is Remix's way to answer with a status.
      '@typescript-eslint/only-throw-error': ['error', { allow: [{ from: 'lib', name: 'Response' }] }],
      eqeqeq: 'error',
      ...noCasts,
    },
  },
  { files: ['app/domain/money.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['app/i18n/{nb,nn,en}.ts', 'app/i18n/{nb,nn,en}/*.ts', 'app/features/organisations/municipalities.ts', '**/*.test.ts', '**/*.test.tsx'], rules: { 'max-lines': 'off', 'max-lines-per-function': 'off', 'max-params': 'off', '@stylistic/max-len': 'off' } },
  { files: ['app/bootstrap.mjs', 'app/ou.mjs', 'test/eslint.config.js', 'test/bench/pdf-peers/*.mjs'], ...tseslint.configs.disableTypeChecked },
  { files: ['app/bootstrap.mjs', 'app/cli.ts', 'app/server.ts', 'test/closing-line.ts'], rules: { 'no-console': 'off' } },
);
