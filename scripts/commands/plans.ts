import path from 'node:path'
import { Refused } from '#app/errors.server.ts'
import { exportPlan } from '#app/features/plans/export-plan.server.ts'
import { importPlan } from '#app/room-parts.server.ts'
import { bytesOf, processOf, say, word, type Command } from './command.ts'

const importUsage = 'import plan BESTAND --traject SLUG'
const exportUsage = 'export plan --traject SLUG'

export const importPlanCommand: Command = {
  usage: importUsage,
  about: 'leest een conceptplan in (docx, md, html, txt)',
  options: ['traject'],
  acts: [importPlan],
  async run(run) {
    const name = word(run, 0, 'BESTAND', importUsage)
    const process = await processOf(run, importUsage)
    const file = new File([await bytesOf(run, name)], path.basename(name))
    const imported = await importPlan(run.db, process.by, { process, file }, run.now)
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
