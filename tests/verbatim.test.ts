import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')
const sources = ['app', 'scripts', 'server', 'emails'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /\.tsx?$/.test(file.name) && !/\.(test|fixture)\.tsx?$/.test(file.name))
    .map((file) => path.relative(root, path.join(file.parentPath, file.name))),
)

/** Whether a source reads the text of a contribution, named as a column in a query of its table. */
const readsVerbatim = (source: string) =>
  /\b(?:selectFrom|Join)\('contribution'|\bcontributionsWithSender\(|\b(?:from|join) contribution\b/.test(source) &&
  /'(?:contribution\.)?text'|\b(?:contribution|spelled)\.text\b|\bselect id, text\b|\(text\b/.test(source)

/**
 * Which files may, and for whom. A file that is missing here shows people's exact words to somebody: is that their
 * author, or an official?
 */
const mayRead: Record<string, string> = {
  'app/features/answers/public-points.server.ts': 'the model of what becomes public: cuts the words that are',
  'app/features/rankings/publication/public-motivations.server.ts': 'the same for motivations in a public outcome',
  'app/features/answers/matching-points.server.ts': 'searches; the public in public words only',
  'app/features/answers/inside-words.server.ts': 'officials',
  'app/features/answers/publication-gate.server.ts': 'officials: how an unsplit contribution begins',
  'app/features/answers/search-words.server.ts':
    'nobody: searches for what tells who someone is, and keeps where it stands',
  'app/features/answers/findings-in-reply.server.ts': 'nobody: the names of who gets a reply, out of another table',
  'app/features/answers/publish-points.server.ts': 'nobody: numbers of sections and paragraphs, out of the plan',
  'app/features/answers/open-findings.server.ts': 'officials: the words around a finding',
  'app/features/answers/leave-quotations-out.server.ts':
    'nobody: gives the reason for which what was found is left out',
  'app/features/answers/provisional-redactions.server.ts': 'officials: what is left out, and the words around it',
  'app/features/contributions/findings-of-contributions.server.ts': 'officials: what is found in a text',
  'app/features/points/leave-out-of-others.server.ts': 'nobody: finds who says the same, and leaves it out there',
  'app/features/points/carry-to-points.server.ts': 'nobody: finds them where a point is made later',
  'app/features/points/contribution-to-split.server.ts':
    'who marks points: officials who split, and what residents propose, which is a point by itself and shown to nobody',
  'app/features/rankings/account-of-motivation.server.ts': 'officials: the account of what was public',
  'app/features/points/register-page.server.ts': 'officials: the register',
  'app/features/points/formal-state.server.ts': 'officials, who choose of which contribution another is a double',
  'app/features/points/carry-chapters.server.ts': 'nobody: numbers of chapters, out of the plan',
  'app/features/points/insert-points.server.ts': 'nobody: who gave the contribution of a point',
  'app/features/contributions/queries.server.ts': 'officials: one contribution',
  'app/features/contributions/export-contributions.server.ts': 'officials, on the command line',
  'app/features/contributions/judge-again.server.ts': 'nobody: when something came, and why that was in time',
  'app/features/contributions/import-contributions.server.ts': 'compares what is read in again',
  'app/features/contributions/add-source-file.server.ts': 'nobody: finds where the headings of a file stand',
  'app/features/contributions/items.server.ts': 'the headings of questions, out of their own table',
  'app/features/contributions/register-free-contribution.server.ts': 'compares what is registered again',
  'app/features/partners/asking/given-answers.server.ts': 'officials: what was sent, side by side',
  'app/features/partners/import/compare-partner-input.server.ts': 'compares what is read in again',
  'app/features/campaigns/find-campaigns.server.ts': 'nobody: compares letters, and keeps hashes of their words',
  'app/features/campaigns/campaign-view.server.ts': 'officials: letters beside each other',
  'app/features/campaigns/campaigns-page.server.ts': 'officials: how a letter begins',
  'app/features/meetings/write-report.server.ts': 'compares what is written again',
  'app/features/contributions/my-reaction.server.ts': 'who sent it, with the code',
  'app/features/desk/related-answers.server.ts': 'officials, who answer what is alike',
  'app/features/desk/exchange/contributions-in-file.server.ts': 'finds contributions by number or reference',
  'app/features/desk/exchange/take-table.server.ts': 'compares what is taken in again',
  'app/features/retention/erase-beside.server.ts': 'nobody: keeps of a motivation what is left of its contribution',
  'app/features/retention/erase-contributions.server.ts': 'nobody: leaves of it what is public',
  'app/demo/put-contributions.server.ts': 'nobody: finds the invented texts that the demo put there itself',
}

test('only these files read what people wrote', () => {
  const found = sources.filter((file) => readsVerbatim(readFileSync(path.join(root, file), 'utf8')))
  expect(
    found.filter((file) => !(file in mayRead)),
    'a new reader of verbatim words: does the public see them?',
  ).toEqual([])
  expect(
    Object.keys(mayRead).filter((file) => !found.includes(file)),
    'reads them no longer',
  ).toEqual([])
})

/** All files that a source imports, directly or through others. */
function reachedFrom(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  const source = readFileSync(path.join(root, file), 'utf8')
  for (const [, imported = ''] of source.matchAll(
    /^(?:import|export)(?! type)[^'\n]*(?:\n[^'\n]*)*? from '([^']+)'/gm,
  )) {
    const target = imported.startsWith('#app/')
      ? `app/${imported.slice(5)}`
      : imported.startsWith('.')
        ? path.join(path.dirname(file), imported)
        : ''
    if (/\.tsx?$/.test(target) && sources.includes(target)) reachedFrom(target, seen)
  }
  return seen
}

test('no public route imports what is for officials only', () => {
  const forOfficials = Object.entries(mayRead).flatMap(([file, who]) => (/^officials/.test(who) ? [file] : []))
  const routes = sources.filter((file) => file.startsWith('app/routes/public/'))
  expect(routes.length).toBeGreaterThan(30)
  const leaks = routes.flatMap((route) => {
    const reached = reachedFrom(route)
    return forOfficials.filter((file) => reached.has(file)).map((file) => `${route} -> ${file}`)
  })
  expect(leaks).toEqual([])
})
