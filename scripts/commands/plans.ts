import path from 'node:path'
import { Refused } from '#app/errors.server.ts'
import { exportPlan } from '#app/features/plans/export-plan.server.ts'
import type { VersionKind } from '#app/features/plans/plan.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { compareVersions } from '#app/features/plans/versions/compare-versions.server.ts'
import { exportedReason, reasonsOf } from '#app/features/changes/reasons.ts'
import { storedReasons } from '#app/features/changes/stored-reasons.server.ts'
import { changesOf } from '#app/features/plans/versions/change-lines.ts'
import { exportChanges } from '#app/features/plans/versions/export-changes.ts'
import { importPlan, importVersion } from '#app/room-parts.server.ts'
import { bytesOf, optional, processOf, say, word, type Command, type Run } from './command.ts'

const importUsage = 'import plan BESTAND --traject SLUG [--versie herzien|vastgesteld] [--bevestig ja]'
const exportUsage = 'export plan --traject SLUG [--versie concept|herzien|vastgesteld]'
const changesUsage = 'export wijzigingen --traject SLUG'

const versionWords = new Map<string, VersionKind>([
  ['concept', 'concept'],
  ['herzien', 'revised'],
  ['vastgesteld', 'adopted'],
])

/** The version that --versie names; null when it is left out. */
function versionOf(run: Run, usage: string): VersionKind | null {
  const said = optional(run, 'versie')
  if (said === null) return null
  const found = versionWords.get(said)
  if (!found)
    throw new Refused(`Een versie ${said} is er niet. Kies ${[...versionWords.keys()].join(', ')}.\nGebruik: ${usage}`)
  return found
}

/** On the website a box confirms that it is the next version all the same, here an option. */
function sayHowToConfirm(error: unknown): never {
  if (!(error instanceof Refused) || error.code !== 'anotherDocument') throw error
  const { percent } = error.facts as { percent: number }
  throw new Refused(
    `Van de alinea’s in dit bestand komt ${percent}% uit de vorige versie. Het lijkt een ander document. Er is niets veranderd. Is het wel de volgende versie? Geef de opdracht dan opnieuw met --bevestig ja.`,
  )
}

export const importPlanCommand: Command = {
  usage: importUsage,
  about: 'leest een conceptplan in, of de volgende versie ervan (docx, md, html, txt)',
  options: ['traject', 'versie', 'bevestig'],
  acts: [importPlan, importVersion],
  async run(run) {
    const name = word(run, 0, 'BESTAND', importUsage)
    const process = await processOf(run, importUsage)
    const kind = versionOf(run, importUsage) ?? 'concept'
    const isConfirmed = optional(run, 'bevestig') === 'ja'
    const file = new File([await bytesOf(run, name)], path.basename(name))
    const imported =
      kind === 'concept'
        ? { doubtful: 0, ...(await importPlan(run.db, process.by, { process, file }, run.now)) }
        : await importVersion(run.db, process.by, { process, file, kind, isConfirmed }, run.now).catch(sayHowToConfirm)
    for (const warning of imported.warnings) say(`Let op: ${warning}`)
    if (imported.doubtful > 0)
      say(`Let op: van ${imported.doubtful} alinea’s is niet zeker waar ze vandaan komen. Kijk die na op de website.`)
    say(
      imported.changed
        ? `Ingelezen: ${imported.sections} onderdelen, ${imported.paragraphs} alinea’s.`
        : 'Dit bestand was al ingelezen; er is niets veranderd.',
    )
    return null
  },
}

export const exportPlanCommand: Command = {
  usage: exportUsage,
  about: 'geeft het plan als JSON',
  options: ['traject', 'versie'],
  async run(run) {
    const process = await processOf(run, exportUsage)
    const kind = versionOf(run, exportUsage)
    const plan = await exportPlan(run.db, process, kind)
    if (!plan)
      throw new Refused(
        `Het traject ${process.slug} heeft nog geen ${kind === null ? 'plan' : 'versie van die soort'}.`,
      )
    return JSON.stringify(plan, null, 2)
  },
}

export const exportChangesCommand: Command = {
  usage: changesUsage,
  about: 'geeft als JSON wat er met elke alinea van het concept is gebeurd',
  options: ['traject'],
  async run(run) {
    const process = await processOf(run, changesUsage)
    const now = await storedPlan(run.db, process)
    const compared = now && (await compareVersions(run.db, process, now, 'first'))
    if (!compared) throw new Refused(`Het traject ${process.slug} heeft nog geen tweede versie van het plan.`)
    const { old, now: newer, lines } = compared
    const changes = changesOf(lines)
    const reasons = reasonsOf(changes, compared, await storedReasons(run.db, process, compared))
    const reasonOfLine = new Map(changes.flatMap((change) => change.lines.map((line) => [line, reasons.get(change)])))
    const exported = exportChanges({ old: old.paragraphs, now: newer.paragraphs, lines }, (line) =>
      exportedReason(reasonOfLine.get(line)),
    )
    return JSON.stringify(exported, null, 2)
  },
}
