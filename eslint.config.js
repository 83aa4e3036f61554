import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** What a room may not import: [files, patterns, why]. The house's direction of dependencies, enforced. */
const walls = [
  [
    ['app/ui/**'],
    ['#app/features/*', '#app/routes/*', '#db/*', '**/features/**'],
    'app/ui knows no feature: hand the words in as props.',
  ],
  [
    ['app/features/**/*.{ts,tsx}', 'app/ui/**', 'emails/**'],
    ['#app/routes/*', '**/routes/**'],
    'Direction: routes -> features -> db, never back.',
  ],
  [
    ['db/**/*.ts'],
    ['#app/routes/*', '#app/ui/*'],
    'The database knows no screens.',
  ],
]

/** Files that are not server files may not reach the database. */
const dbOnlyFromServer = {
  group: ['#db/*', '**/db/*.ts'],
  message: 'Only *.server.ts imports #db.',
}

const oneFileImportsLucia = {
  group: ['lucia', '@lucia-auth/*'],
  message: 'One file imports lucia: app/features/accounts/session.server.ts.',
}

export default tseslint.config(
  { ignores: ['build/**', 'data/**', 'node_modules/**', '.cache/**', 'db/types.generated.ts', 'emails/compiled/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: ['error', 'smart'],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['scripts/**', 'server/**', 'tests/**', 'bench/**'], rules: { 'no-console': 'off' } },
  {
    files: ['app/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks, 'jsx-a11y': jsxA11y },
    rules: { ...jsxA11y.configs.recommended.rules, ...reactHooks.configs.recommended.rules },
  },
  ...walls.map(([files, group, message]) => ({
    files,
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }, oneFileImportsLucia] }] },
  })),
  {
    files: ['app/features/**/*.{ts,tsx}'],
    ignores: ['**/*.server.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [dbOnlyFromServer, oneFileImportsLucia, { group: ['#app/routes/*'], message: 'Direction: routes -> features -> db, never back.' }] },
      ],
    },
  },
  { files: ['app/features/accounts/session.server.ts'], rules: { 'no-restricted-imports': 'off' } },
)
