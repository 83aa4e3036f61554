import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'

type ExportedSection = {
  id: string
  nummer: string
  niveau: number
  kop: string
  alineas: { id: string; nummer: number; tekst: string }[]
  onderdelen: ExportedSection[]
}
type ExportedPlan = { titel: string; onderdelen: ExportedSection[] }

/** The newest version of a process's plan as a tree, or null when there is none. */
export async function exportPlan(db: Db, process: ProcessRef): Promise<ExportedPlan | null> {
  const { municipalityId } = process
  const version = await db
    .selectFrom('planVersion')
    .select(['id', 'title'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', process.id)
    .orderBy('createdAt', 'desc')
    .executeTakeFirst()
  if (!version) return null
  const [sections, paragraphs] = await Promise.all([
    db
      .selectFrom('section')
      .select(['id', 'parentId', 'number', 'level', 'heading'])
      .where('municipalityId', '=', municipalityId)
      .where('planVersionId', '=', version.id)
      .orderBy('position')
      .execute(),
    db
      .selectFrom('paragraph')
      .select(['id', 'sectionId', 'number', 'text'])
      .where('municipalityId', '=', municipalityId)
      .where('planVersionId', '=', version.id)
      .orderBy('position')
      .execute(),
  ])
  const byId = new Map<string, ExportedSection>(
    sections.map(({ id, number, level, heading }) => [
      id,
      { id, nummer: number, niveau: level, kop: heading, alineas: [], onderdelen: [] },
    ]),
  )
  const plan: ExportedPlan = { titel: version.title, onderdelen: [] }
  for (const { id, parentId } of sections) {
    const section = byId.get(id)
    const parent = parentId === null ? undefined : byId.get(parentId)
    if (section) (parent?.onderdelen ?? plan.onderdelen).push(section)
  }
  for (const { id, sectionId, number, text } of paragraphs)
    byId.get(sectionId)?.alineas.push({ id, nummer: number, tekst: text })
  return plan
}
