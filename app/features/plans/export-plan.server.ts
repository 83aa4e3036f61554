import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { actionItemsOf } from './action-items/action-items.server.ts'
import type { VersionKind } from './plan.ts'

type ExportedSection = {
  id: string
  nummer: string
  niveau: number
  kop: string
  alineas: { id: string; nummer: number; tekst: string; actiepunt?: number }[]
  onderdelen: ExportedSection[]
}
/** `id` and `nummer` are the same in every version. */
type ExportedItem = { id: string; nummer: number; titel: string; hoofdstuk: string; alineas: number[] }
type ExportedPlan = { titel: string; onderdelen: ExportedSection[]; actiepunten: ExportedItem[] }

/** A version of a process's plan as a tree: the one that people read, or the last one of this kind. Null when there is none. */
export async function exportPlan(
  db: Db,
  process: ProcessRef,
  kind: VersionKind | null = null,
): Promise<ExportedPlan | null> {
  const { municipalityId } = process
  const version = await db
    .selectFrom('planVersion')
    .select(['id', 'title'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', process.id)
    .$if(kind === null, (query) => query.where('isForReaders', '=', true))
    .$if(kind !== null, (query) => query.where('kind', '=', kind ?? ''))
    .orderBy('ordinal', 'desc')
    .executeTakeFirst()
  if (!version) return null
  const [sections, paragraphs, items] = await Promise.all([
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
    actionItemsOf(db, { municipalityId, id: version.id }),
  ])
  const byId = new Map<string, ExportedSection>(
    sections.map(({ id, number, level, heading }) => [
      id,
      { id, nummer: number, niveau: level, kop: heading, alineas: [], onderdelen: [] },
    ]),
  )
  const itemOf = new Map(items.flatMap((item) => item.paragraphs.map(({ id }) => [id, item.number] as const)))
  const plan: ExportedPlan = {
    titel: version.title,
    onderdelen: [],
    actiepunten: items.map(({ id, number, name, chapter, paragraphs }) => ({
      ...{ id, nummer: number, titel: name, hoofdstuk: chapter.number },
      alineas: paragraphs.map((each) => each.number),
    })),
  }
  for (const { id, parentId } of sections) {
    const section = byId.get(id)
    const parent = parentId === null ? undefined : byId.get(parentId)
    if (section) (parent?.onderdelen ?? plan.onderdelen).push(section)
  }
  for (const { id, sectionId, number, text } of paragraphs) {
    const item = itemOf.get(id)
    const exported = { id, nummer: number, tekst: text }
    byId.get(sectionId)?.alineas.push(item === undefined ? exported : { ...exported, actiepunt: item })
  }
  return plan
}
