import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { blocksOf, isHeading } from '#app/features/plans/plan.ts'
import { readPlanFile } from '#app/features/plans/reading-files/read-file.ts'
import { matchVersions } from '#app/features/plans/versions/match-versions.ts'
import { beginRevision } from '#app/features/plans/versions/begin-revision.server.ts'
import { correctError } from '#app/features/plans/errata/correct-error.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { makeCurrent } from '#app/features/plans/versions/current-version.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { saomen } from '#tests/setup/command.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { setChangeReason } from '#app/features/changes/set-change-reason.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { correctPlan, importPlan, importVersion, removePart, writeParagraph } from '#app/room-parts.server.ts'
import { aNumberedPoint } from '#tests/change-factories.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { judgeVersions, sharesOf, together } from '../bench/judge-versions.ts'
import { nextPlan, usualChanges } from '../bench/next-plan.ts'

const { url, db } = await testDatabase()
const folder = await mkdtemp(path.join(tmpdir(), 'saomen-versions-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const municipality = await aMunicipality(db)
const { slug } = await aProcess(db, municipality, { state: 'draft' })

const run = (...args: string[]) => saomen(args, { DATABASE_URL: url, DATA_DIR: folder })
const file = async (name: string, text: string) => {
  const to = path.join(folder, name)
  await writeFile(to, text)
  return to
}

const concept = `# Zorg

Wie hulp nodig heeft, krijgt binnen vier weken een gesprek met het wijkteam.

Mantelzorgers krijgen elk jaar een pas waarmee zij gratis met de bus kunnen.

# Vervoer

De buurtbus rijdt overdag door alle dorpen van de gemeente.

Het fietspad langs het kanaal wordt breder en krijgt verlichting.
`
const revised = concept
  .replace('binnen vier weken', 'binnen twee weken')
  .replace('# Vervoer\n', '# Vervoer\n\nElk dorp krijgt een laadpaal voor elektrische fietsen.\n')
  .replace('Het fietspad langs het kanaal wordt breder en krijgt verlichting.\n', '')
const other = '# Afval\n\nDe container wordt elke week geleegd.\n\nGlas gaat apart.\n'

describe('the versions of a plan, on the command line', () => {
  test('a next version of a draft process is read, and what became of each paragraph goes out as JSON', async () => {
    const changes = () => run('export', 'wijzigingen', '--traject', slug)
    await run('import', 'plan', await file('concept.md', concept), '--traject', slug)
    expect(await changes()).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('tweede versie') })
    const read = await run('import', 'plan', await file('h.md', revised), '--traject', slug, '--versie', 'herzien')
    expect(read).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('2 onderdelen, 4 alinea’s') })
    const at = (nummer: string, tekst: string) => ({ id: expect.any(String), nummer, tekst })
    const [bus, pass] = [
      'De buurtbus rijdt overdag door alle dorpen van de gemeente.',
      'Mantelzorgers krijgen elk jaar een pas waarmee zij gratis met de bus kunnen.',
    ]
    const without = { verplaatst: false, punten: [], reden: null, twijfel: false }
    expect(JSON.parse((await changes()).stdout)).toEqual([
      {
        ...{ soort: 'gewijzigd', ...without },
        van: at('1', 'Wie hulp nodig heeft, krijgt binnen vier weken een gesprek met het wijkteam.'),
        naar: at('1', 'Wie hulp nodig heeft, krijgt binnen twee weken een gesprek met het wijkteam.'),
      },
      { soort: 'ongewijzigd', van: at('2', pass), naar: at('2', pass), ...without },
      {
        soort: 'nieuw',
        van: null,
        naar: at('3', 'Elk dorp krijgt een laadpaal voor elektrische fietsen.'),
        ...without,
      },
      { soort: 'ongewijzigd', van: at('3', bus), naar: at('4', bus), ...without },
      {
        ...{ soort: 'vervallen', naar: null, ...without },
        van: at('4', 'Het fietspad langs het kanaal wordt breder en krijgt verlichting.'),
      },
    ])
  })

  test('each version goes out by its kind; one that is not there is said', async () => {
    const first = async (...more: string[]) => {
      const { stdout } = await run('export', 'plan', '--traject', slug, ...more)
      return JSON.parse(stdout).onderdelen[0].alineas[0].tekst
    }
    expect(await first()).toContain('vier weken')
    expect(await first('--versie', 'concept')).toContain('vier weken')
    expect(await first('--versie', 'herzien')).toContain('twee weken')
    expect(await run('export', 'plan', '--traject', slug, '--versie', 'vastgesteld')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('nog geen versie van die soort'),
    })
    expect(await run('export', 'plan', '--traject', slug, '--versie', 'laatste')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Kies concept, herzien, vastgesteld'),
    })
  })

  test('an erratum alone does not go out as a change', async () => {
    const process = await aProcess(db, municipality)
    await aPlan(db, process)
    const approver = await anActor(db, municipality, { innerRoles: ['approver', 'processor'] })
    const { planVersionId } = await beginRevision(db, approver, { process }, NOW)
    await db.updateTable('planVersion').set({ fixedAt: NOW }).where('id', '=', planVersionId).execute()
    await inTransaction(db, (trx) => makeCurrent(trx, process, planVersionId, 'readers'))
    const [first, second] = ((await storedPlan(db, process))?.blocks ?? []).filter((block) => !isHeading(block))
    const erratum = { process, part: first?.id ?? '', words: 'Zonder fout.', reason: 'Een typefout.' }
    await correctError(db, approver, erratum, NOW)
    const { stdout } = await run('export', 'wijzigingen', '--traject', process.slug)
    const [corrected, same, ...more] = JSON.parse(stdout)
    expect(corrected).toMatchObject({
      ...{ soort: 'ongewijzigd', reden: null },
      ...{ van: { tekst: 'Zonder fout.' }, naar: { id: first?.id, tekst: 'Zonder fout.' } },
    })
    expect(same).toMatchObject({ soort: 'ongewijzigd', van: { tekst: second?.text }, naar: { tekst: second?.text } })
    expect(more.every(({ soort }: { soort: string }) => soort === 'ongewijzigd')).toBe(true)
  })

  test('another document altogether is refused until that is confirmed', async () => {
    const given = ['import', 'plan', await file('other.md', other), '--traject', slug, '--versie', 'vastgesteld']
    expect(await run(...given)).toMatchObject({ code: 1, stderr: expect.stringContaining('Er is niets veranderd') })
    expect(await run(...given, '--bevestig', 'ja')).toMatchObject({ code: 0 })
    const { stdout } = await run('export', 'plan', '--traject', slug, '--versie', 'vastgesteld')
    expect(JSON.parse(stdout).onderdelen[0].kop).toBe('Afval')
  })
})

describe('the reasons of changes, on the command line', () => {
  test('go out with each paragraph: points, sentences, and those of all words that were joined', async () => {
    const official = await anActor(db, municipality, { innerRoles: ['processor'] })
    const { slug } = await aProcess(db, municipality, { state: 'draft' })
    const process = await processBySlug(db, municipality.id, slug)
    const [gesprek, hulp, bus, pad, afval] = [
      'Wie hulp nodig heeft, krijgt binnen vier weken een gesprek met het wijkteam.',
      'Mantelzorgers krijgen elk jaar een pas. Zij reizen daarmee gratis met de bus.',
      'De buurtbus rijdt overdag door alle dorpen van de gemeente.',
      'Het fietspad langs het kanaal wordt breder en krijgt verlichting.',
      'De container met restafval wordt elke week geleegd.',
    ] as const
    const idsOf = async () => new Map((await storedPlan(db, process))?.blocks.map(({ id, text }) => [text, id]))
    const words = new File([['# Zorg', gesprek, hulp, bus, pad, afval].join('\n\n')], 'plan.md')
    await importPlan(db, official, { process, file: words }, NOW)
    const concept = await idsOf()
    const again = new File([['# Zorg', gesprek, hulp, bus, pad, afval, ''].join('\n\n')], 'herzien.md')
    await importVersion(db, official, { process, file: again, kind: 'revised' }, NOW)
    const now = await idsOf()
    const at = (text: string) => now.get(text) ?? ''
    const asked = await aNumberedPoint(db, official, process, 'Vier weken is te lang.')
    const alsoAsked = await aNumberedPoint(db, official, process, 'De bus moet blijven rijden.')
    const own = (part: string, sentence: string) =>
      setChangeReason(db, official, { process, part, because: ['ownInitiative'], sentence }, NOW)
    const shorter = gesprek.replace('vier', 'twee')
    await writeParagraph(db, official, { process, part: at(gesprek), words: shorter, point: asked }, NOW)
    const halves = ['Mantelzorgers krijgen elk jaar een pas.', 'Zij reizen daarmee gratis met de bus.'] as const
    await writeParagraph(db, official, { process, part: at(hulp), words: halves.join('\n\n') }, NOW)
    await own(at(hulp), 'Dit leest beter.')
    await writeParagraph(
      db,
      official,
      { process, part: at(bus), words: `${bus} Ook ’s avonds.`, point: alsoAsked },
      NOW,
    )
    await writeParagraph(db, official, { process, part: at(pad), words: `${pad} Dat is veiliger.` }, NOW)
    await own(at(pad), 'De provincie betaalt mee.')
    await correctPlan(db, official, { process, correction: 'merge', part: at(pad) }, NOW)
    await removePart(db, official, { process, part: at(afval) }, NOW)
    await own(concept.get(afval) ?? '', 'Dit staat in het afvalplan.')

    const { stdout } = await run('export', 'wijzigingen', '--traject', slug)
    type Line = { soort: string; van: { tekst: string } | null; naar: { tekst: string } | null }
    const lines = JSON.parse(stdout) as (Line & { punten: string[]; reden: string | null })[]
    const joined = `${bus} Ook ’s avonds. ${pad} Dat is veiliger.`
    expect(lines.map(({ soort, van, naar, punten, reden }) => [soort, van?.tekst, naar?.tekst, punten, reden])).toEqual(
      [
        ['gewijzigd', gesprek, shorter, ['1.1'], null],
        ['gesplitst', hulp, halves[0], [], 'Dit leest beter.'],
        ['gesplitst', hulp, halves[1], [], 'Dit leest beter.'],
        ['samengevoegd', bus, joined, ['2.1'], 'De provincie betaalt mee.'],
        ['samengevoegd', pad, joined, ['2.1'], 'De provincie betaalt mee.'],
        ['vervallen', afval, undefined, [], 'Dit staat in het afvalplan.'],
      ],
    )
  })
})

/** A real plan of 2016. It is not ours to copy, so it lies outside the project and this test passes without it. */
const real = path.join(import.meta.dirname, '../../shared/input/borger-odoorn-2016.txt')

test.skipIf(!existsSync(real))(
  'a next version of the real plan is matched, and doubted where it is wrong',
  async () => {
    const read = await readPlanFile({ name: 'plan.txt', bytes: new Uint8Array(readFileSync(real)) })
    const blocks = read.ok ? blocksOf(read.plan.sections) : []
    const olds = blocks.flatMap((block) => (isHeading(block) ? [] : [block.text]))
    expect(olds.length).toBeGreaterThan(200)
    const judged = Array.from({ length: 10 }, (_, seed) => {
      const made = nextPlan(olds, seed + 1, usualChanges)
      const origins = matchVersions(
        olds.map((text) => ({ text })),
        made.map(({ text }) => ({ text })),
      )
      return judgeVersions(olds, made, origins)
    })
    const shares = sharesOf(together(judged))
    expect(shares.right).toBeGreaterThanOrEqual(0.97)
    expect(shares.doubtful).toBeLessThanOrEqual(0.05)
    expect(shares.ofWrongDoubtful).toBeGreaterThanOrEqual(0.9)
  },
)
