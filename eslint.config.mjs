import tseslint from 'typescript-eslint';

// Their timeout can be garbage-collected, and some Node versions lose the abort.
const lossySignals = ['any', 'timeout'].map((property) => ({
  object: 'AbortSignal',
  property,
  message: 'Use withDeadline or withAnySignal of api/fetch.',
}));

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.vscode-host/', '.demo/', 'test-output/', 'media/'] },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      '@typescript-eslint/no-empty-function': 'off',
      // Disposables of the vscode API are interfaces, not instances of its class Disposable.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**'],
    rules: {
      // VS Code's own fetch honors proxy and certificate settings. npm's undici doesn't.
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: ['undici', 'http', 'https', 'node:http', 'node:https', 'axios', 'node:fs', 'fs'] },
      ],
      'no-console': 'error',
      'no-restricted-properties': ['error', ...lossySignals],
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/ui/gateway.ts'],
    rules: {
      // These functions turn text from servers, files and users into links, icons or commands.
      'no-restricted-syntax': [
        'error',
        ...['Identifier[name=', 'Literal[value='].map((selector) => ({
          selector: `${selector}/^(show(Information|Warning|Error)Message|(show|create)(InputBox|QuickPick)|withProgress|setStatusBarMessage)$/]`,
          message: 'Use ui/gateway.ts, which escapes the text.',
        })),
      ],
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/ui/l10n.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...lossySignals,
        { object: 'vscode', property: 'l10n', message: 'Use ui/l10n.ts, which escapes the values.' },
      ],
    },
  },
  {
    files: ['src/api/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: ['vscode', 'undici', 'http', 'https', 'node:http', 'node:https', 'node:fs', 'fs'] },
      ],
    },
  },
  {
    files: ['test/**', 'scripts/**'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  { files: ['**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
);
