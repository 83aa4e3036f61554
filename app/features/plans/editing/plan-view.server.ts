import type { StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { headingOf } from '#app/features/plans/plan-outline.ts'
import { compareVersions, type Comparison } from '#app/features/plans/versions/compare-versions.server.ts'
import { askedVersion, planVersions } from '#app/features/plans/versions/version-list.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { picturesOf } from '#app/features/plans/figures/figure-rows.ts'
import { leftoversOf } from './leftovers.ts'
import { openPart, placesToMoveTo } from './open-part.server.ts'
import { nextWrong, onlyOf, partList, stepsFrom, type WrongParts } from './part-list.ts'
import { lastEdit } from './undo-edit.server.ts'
import { wrongParts } from './wrong-parts.ts'

type Asked = { version: string | null; part: string; words: string; only: string | null }

/**
 * The plan of a process as officials work on it: its versions, the list of its parts and the one that is open. `moreWrong` is what later rooms find
 * not right with parts of it.
 */
export async function planView(
  db: Db,
  process: Process,
  by: { id: string | null },
  asked: Asked,
  moreWrong: (plan: StoredPlan, compared: Comparison | null) => WrongParts | Promise<WrongParts> = () => new Map(),
) {
  const { slug, title, state } = process
  const versions = await planVersions(db, process)
  const version = askedVersion(versions, asked.version)
  const plan = version && (await storedPlan(db, process, { id: version.id }))
  const compared = plan?.previousId ? await compareVersions(db, process, plan) : null
  const mayEdit = version?.isOpen ?? false
  const filter = {
    words: asked.words,
    only: compared === null && onlyOf(asked.only) === 'changed' ? null : onlyOf(asked.only),
  }
  const since = compared && { old: compared.old.paragraphs, lines: compared.lines }
  const wrongs = plan
    ? together(mayEdit ? wrongParts(plan.blocks, compared) : new Map(), await moreWrong(plan, compared))
    : together()
  const whole = plan && partList(plan.blocks, since, null, { words: '', only: null })
  const headings = plan && partList(plan.blocks, since, headingOf(plan.blocks, asked.part), filter, wrongs)
  const isFiltered = filter.words !== '' || filter.only !== null
  const part = plan && openPart(plan, compared, asked.part)
  return {
    ...{ slug, title, filter, isReleased: state !== 'draft', mayEdit, versions, version },
    /** A part is asked for: the editor is shown, also when that part is gone. */
    isEditor: plan !== null && asked.part !== '',
    shownVersion: asked.version,
    next:
      plan && version?.isForEditors && (state !== 'draft' || version.ordinal > 1)
        ? { isAdopted: plan.kind === 'adopted', seen: plan.seen }
        : null,
    plan: plan &&
      whole &&
      headings && {
        ...{ title: plan.title, fileName: plan.fileName, warnings: plan.warnings, headings },
        importedAt: formatDateTime(plan.createdAt),
        sizes: whole.map(({ level, paragraphs }) => ({ level, paragraphs })),
        ...picturesOf(plan.blocks),
        leftovers: mayEdit ? leftoversOf(plan.blocks).length : 0,
        counts: {
          all: whole.reduce((sum, { paragraphs }) => sum + paragraphs, 0),
          changed: compared && whole.reduce((sum, { changed }) => sum + changed, 0),
          wrong: wrongs.size,
          words: [...wrongs.values()].filter((each) => each.some(({ kind }) => kind === 'words')).length,
          withoutReason: [...wrongs.values()].filter((each) => each.some(({ kind }) => kind === 'withoutReason'))
            .length,
        },
      },
    part,
    /** In place of it: what is asked for was in the version before, and is gone. */
    gone: part ? null : goneFrom(compared, asked.part),
    steps: {
      ...(plan ? stepsFrom(plan.blocks, isFiltered ? headings : null, asked.part) : { previous: null, next: null }),
      wrong: plan && nextWrong(plan.blocks, wrongs, asked.part),
    },
    undo: plan && mayEdit ? await lastEdit(db, process, plan, by) : null,
    places: plan && part && mayEdit ? placesToMoveTo(plan.blocks, part.id) : [],
    canCorrect: version !== null && version.isRead && !mayEdit,
  }
}

const together = (...found: readonly WrongParts[]): WrongParts =>
  found.reduce<Map<string, WrongPart[]>>((all, wrongs) => {
    for (const [id, wrong] of wrongs) all.set(id, [...(all.get(id) ?? []), ...wrong])
    return all
  }, new Map())
type WrongPart = NonNullable<ReturnType<WrongParts['get']>>[number]

/** A paragraph of the version before that is in this one no more. */
function goneFrom(compared: Comparison | null, id: string): { id: string; number: string; text: string } | null {
  const at = compared?.old.paragraphs.findIndex((paragraph) => paragraph.id === id) ?? -1
  const paragraph = compared?.old.paragraphs[at]
  if (!paragraph || !compared?.lines.some(({ from, to }) => from === at && to === null)) return null
  return { id, number: paragraph.number, text: paragraph.text }
}

export type PlanView = Awaited<ReturnType<typeof planView>>
