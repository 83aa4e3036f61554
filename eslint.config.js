import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import { noLiteralAddress } from './eslint.addresses.js'

/** The features in the order of the thread: each may import those before it, never one behind it. */
const thread = [
  'record',
  'municipalities',
  'notifications',
  'accounts',
  'processes',
  'plans',
  'contributions',
  'meetings',
  'points',
  'workflow',
  'rankings',
  'answers',
  'changes',
  'partners',
  'campaigns',
  'desk',
  'retention',
  'search',
]

/** Rooms that have rooms of their own, in the order of who may import whom; '' is what lies in the room itself. */
const within = {
  changes: ['', 'amendments', 'decision-file'],
  rankings: ['counting', '', 'board', 'files', 'publication', 'projector', 'clerk'],
  desk: ['advice', '', 'bulk', 'exchange'],
  partners: ['', 'book', 'answering', 'asking', 'appendix', 'import'],
}

const no = {
  routes: { regex: '(^#app|/)/?routes/', message: 'Direction: routes -> features -> db, never back.' },
  screens: { regex: '(^#app|/)/?(routes|ui)/', message: 'This knows no screens.' },
  features: { regex: '(^#app|/)/?features/', message: 'app/ui knows no feature: hand the words in as props.' },
  lucia: {
    regex: '^(lucia|@lucia-auth/.*)$',
    message: 'One file imports lucia: app/features/accounts/session.server.ts.',
  },
  db: { regex: '^#db/|(^|/)db/', message: 'Only *.server.ts imports #db.' },
  serverValues: {
    regex: '^(?!#db/).*\\.server\\.ts$',
    allowTypeImports: true,
    message: 'This file reaches the browser: of a *.server.ts it may import types only.',
  },
  demo: {
    regex: '(^#app|/)/?demo/',
    message: 'The demo stands above the features: only the start of the server, commands, tests and benches import it.',
  },
  parts: {
    regex: '(^#app|/)/?room-parts\\.',
    message: 'The parts of rooms are put together above the features: take them as an argument.',
  },
  dbKnows: { regex: '(^#app|/)/?features/', message: 'db knows no feature.' },
  otherRooms: { regex: '^\\.\\./', message: 'Import what is in another room by its whole name: #app/...' },
}

/** What stands behind a feature on the thread. */
function notBehind(feature) {
  const behind = thread.slice(thread.indexOf(feature) + 1)
  if (behind.length === 0) return []
  return [
    {
      regex: `features/(${behind.join('|')})/`,
      message: `Features import along the thread: ${behind.join(', ')} stand behind ${feature}.`,
    },
  ]
}

/** What stands behind a room inside a feature. */
function notBehindWithin(feature, room) {
  const behind = within[feature].slice(within[feature].indexOf(room) + 1)
  if (behind.length === 0) return []
  const names = behind.map((name) => (name === '' ? '[^/]+$' : `${name}/`)).join('|')
  const here = room === '' ? '|^\\./' : ''
  return [
    {
      regex: `(features/${feature}/${here})(${names})`,
      message: `Inside ${feature}, ${behind.map((name) => name || feature).join(', ')} stand behind ${room || feature}.`,
    },
  ]
}

/**
 * What the files of a room may not import. Of two blocks with this rule only the last counts for a file, so every file is
 * in one block here, and each block says everything.
 */
function walls(files, ignores, ...patterns) {
  return { files, ignores, rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } }
}

const code = '**/*.{ts,tsx}'
const onServer = '**/*.server.ts'
const tests = '**/*.test.{ts,tsx}'
const lucia = 'app/features/accounts/session.server.ts'
const loadsDemo = ['server/start.ts', 'scripts/**', 'tests/**', 'bench/**']

/** The house's direction of dependencies, enforced. */
const house = [
  walls([code], ['app/{features,ui,routes,demo}/**', 'db/**', 'emails/**', ...loadsDemo], no.lucia, no.demo),
  walls(loadsDemo, [], no.lucia),
  walls(['app/demo/**'], [], no.lucia, no.screens),
  walls(['app/ui/**'], [], no.lucia, no.features, no.routes, no.demo, no.parts, no.db, no.serverValues),
  walls(['app/routes/**'], [tests], no.lucia, no.demo, no.db),
  walls(['app/routes/**/*.test.{ts,tsx}'], [], no.lucia, no.demo),
  walls(['db/**'], [], no.lucia, no.screens, no.demo, no.parts, no.dbKnows),
  walls(['emails/**'], [], no.lucia, no.screens, no.demo),
  ...thread.flatMap((feature) => {
    const [room, rules] = [`app/features/${feature}/`, [no.routes, no.demo, no.otherRooms, ...notBehind(feature)]]
    return [
      walls([room + onServer], [lucia], no.lucia, no.parts, ...rules),
      ...(lucia.startsWith(room) ? [walls([lucia], [], no.parts, ...rules)] : []),
      walls([room + code], [onServer, tests], no.lucia, no.db, no.parts, no.serverValues, ...rules),
      walls([room + tests], [], no.lucia, ...rules),
      ...(within[feature] ?? []).flatMap((name) => {
        const [files, stricter] = [room + (name ? `${name}/**/` : ''), [...rules, ...notBehindWithin(feature, name)]]
        return [
          walls([`${files}*.server.ts`], [], no.lucia, no.parts, ...stricter),
          walls([`${files}*.{ts,tsx}`], [onServer, tests], no.lucia, no.db, no.parts, no.serverValues, ...stricter),
        ]
      }),
    ]
  }),
  {
    files: ['app/features/**'],
    ignores: thread.map((feature) => `app/features/${feature}/**`),
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'Program', message: 'Give this feature its place on the thread in eslint.config.js.' },
      ],
    },
  },
]

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
  // A test file is a list of cases, each read by itself.
  { files: [tests], rules: { 'max-lines': ['error', { max: 450, skipBlankLines: true, skipComments: true }] } },
  { files: ['scripts/**', 'server/**', 'tests/**', 'bench/**'], rules: { 'no-console': 'off' } },
  {
    files: ['app/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks, 'jsx-a11y': jsxA11y },
    rules: { ...jsxA11y.configs.recommended.rules, ...reactHooks.configs.recommended.rules },
  },
  {
    files: ['app/**/*.{ts,tsx}', 'server/**/*.ts', 'emails/**/*.ts', 'db/**/*.ts'],
    ignores: [tests, 'app/paths.ts', 'app/routes.ts'],
    plugins: { house: { rules: { 'no-literal-address': noLiteralAddress } } },
    rules: { 'house/no-literal-address': 'error' },
  },
  ...house,
)
