import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { islands } from './scripts/islands.ts'

const longest = ['tour.test.ts', 'installation.test.ts', 'pages-from-memory.test.ts', 'saomen.db.test.ts']

/** Vitest begins with the largest files. These take longest, and one that begins last leaves the other cores idle. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => longest.some((name) => moduleId.endsWith(`/${name}`))
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

/** Three kinds of test: pure rules, the real database, and journeys in a real browser. */
export default defineConfig({
  esbuild: { jsx: 'automatic' },
  plugins: [islands()],
  test: {
    reporters: ['default', './tests/plain-totals.ts'],
    // Vitest leaves a core free for itself, but half of the time a test waits for the database.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['{app,db,emails,server,scripts,bench}/**/*.test.{ts,tsx}', 'tests/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**'],
          // Else the address of a style sheet is empty, and which ones a page asks for could not be seen.
          css: true,
          // Nothing is mocked, so files may share what they import: loading it anew for each took as long as the tests.
          isolate: false,
          // The machine is busy with tests of the database.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['{app,db,emails,server,scripts,tests}/**/*.db.test.ts'],
          isolate: false,
          globalSetup: ['./tests/setup/database-cluster.ts'],
          setupFiles: ['./tests/setup/observers.ts'],
          testTimeout: 30_000,
          // The machine may be busy.
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          // As for rules: loading the whole server anew for each file took a fifth of the time.
          isolate: false,
          globalSetup: ['./tests/setup/build.ts', './tests/setup/database-cluster.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          // Each file has a server, a database and a browser of its own; more of them at once would wait for each other.
          maxWorkers: 2,
          // What a browser does is waited for, and never judged by how long it took.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
})
