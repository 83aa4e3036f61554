import path from 'node:path'
import { Refused } from '#app/errors.server.ts'
import { exportPlan } from '#app/features/plans/export-plan.server.ts'
import { importPlan } from '#app/features/plans/import-plan.server.ts'
import { planFollowers } from '#app/room-parts.server.ts'
import { bytesOf, processOf, say, word, type Command } from './command.ts'

const importUsage = 'import plan BESTAND --traject SLUG'
const exportUsage = 'export plan --traject SLUG'

export const importPlanCommand: Command = {
  usage: importUsage,
  about: 'leest een conceptplan in (docx, md, html, txt)',
  options: ['traject'],
  async run(run) {
    const file = word(run, 0, 'BESTAND', importUsage)
    const process = await processOf(run, importUsage)
    const input = { process, fileName: path.basename(file), bytes: await bytesOf(run, file) }
    const imported = await importPlan(run.db, process.by, input, run.now, planFollowers)
    for (const warning of imported.warnings) say(`Let op: ${warning}`)
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
  options: ['traject'],
  async run(run) {
    const process = await processOf(run, exportUsage)
    const plan = await exportPlan(run.db, process)
    if (!plan) throw new Refused(`Het traject ${process.slug} heeft nog geen plan.`)
    return JSON.stringify(plan, null, 2)
  },
}
