import path from 'node:path'
import { ESLint } from 'eslint'
import { beforeAll, describe, expect, test } from 'vitest'

const eslint = new ESLint({ cwd: path.join(import.meta.dirname, '..') })

/** The messages of one lint rule about a line in a file at this place. */
async function saidOf(file: string, line: string, rule = 'no-restricted-imports'): Promise<string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: file })
  return (result?.messages ?? []).filter(({ ruleId }) => ruleId?.endsWith(rule)).map(({ message }) => message)
}

// Lint takes seconds to start, and longer when much else runs.
beforeAll(() => saidOf('app/new.ts', ''), 60_000)

const use = (path: string) => `export { x } from '${path}'`

describe('the walls of the house', () => {
  test.each([
    ['app/ui/New.tsx', use('#app/features/points/disposition.ts'), 'app/ui knows no feature'],
    ['app/ui/New.tsx', use('../features/points/disposition.ts'), 'app/ui knows no feature'],
    ['app/ui/New.tsx', use('#app/routes/public/home.tsx'), 'never back'],
    ['app/ui/new.ts', use('#db/client.server.ts'), 'Only *.server.ts imports #db'],
    ['app/features/points/New.tsx', use('#app/routes/public/home.tsx'), 'never back'],
    ['app/features/points/new-act.server.ts', use('#app/routes/public/home.tsx'), 'never back'],
    ['app/features/points/New.tsx', use('#db/client.server.ts'), 'Only *.server.ts imports #db'],
    ['app/features/points/new.ts', "import type { Db } from '#db/client.server.ts'", 'Only *.server.ts imports #db'],
    ['app/features/points/New.tsx', use('./queries.server.ts'), 'types only'],
    ['app/features/points/new.ts', use('#app/features/plans/queries.server.ts'), 'types only'],
    ['app/features/points/new-act.server.ts', use('../plans/plan.ts'), 'by its whole name'],
    ['app/features/record/new.server.ts', use('#app/features/accounts/account.ts'), 'stand behind record'],
    [
      'app/features/municipalities/new.server.ts',
      use('#app/features/notifications/notify.server.ts'),
      'stand behind municipalities',
    ],
    [
      'app/features/notifications/new.server.ts',
      use('#app/features/accounts/account.ts'),
      'stand behind notifications',
    ],
    ['app/features/accounts/session.server.ts', use('#app/features/processes/process.ts'), 'stand behind accounts'],
    ['app/features/processes/new.ts', use('#app/features/plans/plan.ts'), 'stand behind processes'],
    ['app/features/plans/New.tsx', use('#app/features/contributions/reaction.ts'), 'stand behind plans'],
    ['app/features/contributions/new.ts', use('#app/features/points/disposition.ts'), 'stand behind contributions'],
    ['app/features/points/new.db.test.ts', use('#app/features/answers/shares.ts'), 'stand behind points'],
    ['app/features/rankings/counting/new.ts', use('#app/features/rankings/session.ts'), 'Inside rankings'],
    ['app/features/rankings/counting/new.ts', use('#app/features/rankings/board/group-list.ts'), 'Inside rankings'],
    ['app/features/rankings/new.server.ts', use('./files/import-lists.server.ts'), 'Inside rankings'],
    ['app/features/rankings/board/New.tsx', use('#app/features/rankings/clerk/ClerkPage.tsx'), 'Inside rankings'],
    ['app/features/accounts/log-in.server.ts', use('lucia'), 'One file imports lucia'],
    ['app/features/answers/New.tsx', use('@lucia-auth/adapter-postgresql'), 'One file imports lucia'],
    ['app/routes/public/home.tsx', use('lucia'), 'One file imports lucia'],
    ['server/http.ts', use('lucia'), 'One file imports lucia'],
    ['app/root.tsx', use('lucia'), 'One file imports lucia'],
    ['app/routes/public/home.tsx', use('#db/client.server.ts'), 'Only *.server.ts imports #db'],
    ['db/new.server.ts', use('#app/ui/Button.tsx'), 'knows no screens'],
    ['emails/new.ts', use('#app/routes/public/home.tsx'), 'knows no screens'],
    ['db/new.server.ts', use('#app/features/points/disposition.ts'), 'db knows no feature'],
    ['db/new.db.test.ts', use('../app/features/points/disposition.ts'), 'db knows no feature'],
    ['app/features/partners/new.server.ts', use('#app/demo/load-demo.server.ts'), 'The demo stands above'],
    ['app/routes/public/home.tsx', use('#app/demo/load-demo.server.ts'), 'The demo stands above'],
    ['app/new.server.ts', use('./demo/load-demo.server.ts'), 'The demo stands above'],
    ['server/http.ts', use('#app/demo/load-demo.server.ts'), 'The demo stands above'],
    ['app/demo/new.ts', use('#app/routes/public/home.tsx'), 'knows no screens'],
    ['app/features/plans/new.server.ts', use('#app/room-parts.server.ts'), 'take them as an argument'],
    ['app/features/rankings/board/new.server.ts', use('#app/room-parts.server.ts'), 'take them as an argument'],
    ['db/new.server.ts', use('#app/room-parts.server.ts'), 'take them as an argument'],
  ])('%s may not say: %s', async (file, line, why) => {
    expect(await saidOf(file, line)).toEqual([expect.stringContaining(why)])
  })

  test.each([
    ['app/features/accounts/session.server.ts', use('lucia')],
    ['app/features/answers/new.server.ts', use('#app/features/points/queries.server.ts')],
    ['app/features/rankings/clerk/New.tsx', use('#app/features/rankings/counting/outcome.ts')],
    ['app/features/rankings/board/new.server.ts', use('#app/features/rankings/session.ts')],
    ['app/features/points/new-act.server.ts', use('#db/client.server.ts')],
    ['app/features/points/New.tsx', "import type { Point } from './queries.server.ts'"],
    ['app/routes/public/home.tsx', use('#app/features/processes/queries.server.ts')],
    ['app/features/plans/new.db.test.ts', use('#app/room-parts.server.ts')],
    ['app/routes/official/today.tsx', use('#app/room-parts.server.ts')],
    ['server/start.ts', use('#app/demo/load-demo.server.ts')],
    ['scripts/commands/administration.ts', use('#app/demo/load-demo.server.ts')],
    ['app/demo/new.server.ts', use('#app/features/partners/queries.server.ts')],
  ])('%s may say: %s', async (file, line) => {
    expect(await saidOf(file, line)).toEqual([])
  })

  test('a feature without a place on the thread is refused', async () => {
    const [result] = await eslint.lintText('export const x = 1\n', { filePath: 'app/features/new-room/new.ts' })
    expect(result?.messages.map(({ message }) => message)).toEqual([expect.stringContaining('place on the thread')])
  })
})

describe('addresses stand in app/paths.ts alone', () => {
  const rule = 'no-literal-address'

  test.each([
    ['app/features/points/New.tsx', "export const here = '/ambtenaar/trajecten'"],
    ['app/features/points/New.tsx', 'export const here = (slug: string) => `/trajecten/${slug}/reageren`'],
    ['app/features/points/new-act.server.ts', 'export const link = (base: string) => `${base}/mijn-reactie?code=ja`'],
    ['app/features/points/new-act.server.ts', 'export const link = (page: string) => `${page}/zet`'],
    ['app/features/points/new.ts', "export const pages = { points: '/punten' }"],
    ['app/features/points/new.ts', 'export const isOurs = (path: string) => /^\\/(raad|partner)/.test(path)'],
    ['app/features/points/New.tsx', 'export const Home = () => <a href="/">Alle plannen</a>'],
    ['app/features/points/New.tsx', 'export const Way = () => <p>Lees het op /privacy na.</p>'],
    ['app/routes/public/home.tsx', "export const crumbs = [{ href: '/', label: 'Alle plannen' }]"],
    ['app/routes/public/home.tsx', "export const loader = () => redirect('/', 303)"],
    ['app/ui/Shell.tsx', "export const Shell = ({ home = '/' }) => home"],
    ['server/new.ts', "export const page = '/inloggen#code'"],
    ['emails/new.ts', "export const page = '/uitnodiging'"],
  ])('%s may not say: %s', async (file, line) => {
    expect(new Set(await saidOf(file, line, rule))).toEqual(new Set(['Build this address with app/paths.ts.']))
  })

  test.each([
    ['app/paths.ts', "export const home = () => '/raad'"],
    ['app/routes/public/home.test.ts', "export const here = '/raad'"],
    ['app/features/points/New.tsx', "export const icon = '/ui/icons.svg'"],
    ['app/features/points/new.ts', "export const parts = (path: string) => path.split('/')"],
    ['app/features/points/new.ts', "export const word = 'punten'"],
    ['app/features/points/new.server.ts', "export const scope = { path: '/' }"],
    ['server/static-files.ts', "export const fonts = '/fonts/*'"],
  ])('%s may say: %s', async (file, line) => {
    expect(await saidOf(file, line, rule)).toEqual([])
  })
})
