import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { Handle } from '#app/root.tsx'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { amendmentLinks, gapParts, gapLinks } from '#app/features/changes/gap-links.ts'
import { openAmendments } from '#app/features/changes/amendments/open-amendments.server.ts'
import { countGaps, type GapCounts } from '#app/features/changes/gaps.ts'
import { gapsOfVersion } from '#app/features/changes/gaps.server.ts'
import { POINT_SEARCH, POINT_WORDS } from '#app/features/changes/PointPicker.tsx'
import { ReasonPane } from '#app/features/changes/ReasonPane.tsx'
import { reasonView } from '#app/features/changes/reason-view.server.ts'
import { setChangeReason } from '#app/features/changes/set-change-reason.server.ts'
import { allPoints, deskQuery, withValue } from '#app/features/desk/desk-filter.ts'
import { findPoints } from '#app/features/desk/find-points.server.ts'
import { NEW_WORDS } from '#app/features/plans/editing/AddParagraphs.tsx'
import { GonePart } from '#app/features/plans/editing/GonePart.tsx'
import { FixedPart } from '#app/features/plans/editing/FixedPart.tsx'
import { PartGone } from '#app/features/plans/editing/PartGone.tsx'
import { OpenedPart } from '#app/features/plans/editing/OpenedPart.tsx'
import { BenchLinks, PlanBench } from '#app/features/plans/editing/PlanBench.tsx'
import { DONE, placePath, type EditorPlace } from '#app/features/plans/editing/PlanList.tsx'
import { PlanOverview } from '#app/features/plans/editing/PlanOverview.tsx'
import { planView, type PlanView } from '#app/features/plans/editing/plan-view.server.ts'
import { UndoneEdit } from '#app/features/plans/editing/UndoEdit.tsx'
import { correctError } from '#app/features/plans/errata/correct-error.server.ts'
import type { Comparison } from '#app/features/plans/versions/compare-versions.server.ts'
import { beginRevision, discardVersion } from '#app/features/plans/versions/begin-revision.server.ts'
import { versionSays } from '#app/features/plans/versions/version-words.ts'
import { VersionSwitch } from '#app/features/plans/versions/VersionSwitch.tsx'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { today } from '#app/local-date.ts'
import { paths, withQuery } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import {
  addParagraphs,
  correctPlan,
  importPlan,
  importVersion,
  movePart,
  redoEdit,
  removePart,
  undoEdit,
  writeParagraph,
} from '#app/room-parts.server.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import editorStyles from '#app/features/plans/editing/plan-editor.css?url'
import reasonStyles from '#app/features/changes/reason-pane.css?url'
import versionStyles from '#app/features/plans/versions/versions.css?url'

export const links = () => stylesheets(editorStyles, versionStyles, reasonStyles)
export const handle: Handle = { interactive: true }

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Plan en tekst van ${data?.title ?? 'het traject'}`)

const says = new Map([
  ['importPlan', 'Het bestand is gelezen. Kijk hieronder of de indeling klopt.'],
  ['sameFile', 'Dit bestand stond er al. Er is niets veranderd.'],
  ['correctPlan', 'Verbeterd.'],
  ['writeParagraph', 'Bewaard.'],
  ['same', 'Bewaard: dit stond er al.'],
  ['gone', 'Dit onderdeel was al weg.'],
  ['addParagraphs', 'Toegevoegd.'],
  ['removePart', 'Weggehaald. Hier staat wat ernaast stond.'],
  ['movePart', 'Verplaatst.'],
  ['next', 'Bewaard. Dit is de volgende alinea.'],
  ['redoEdit', 'Uw wijziging staat er weer.'],
  ['undone', 'Dit was al ongedaan gemaakt.'],
  ...versionSays,
  ['correctError', 'Hersteld. Lezers zien bij de alinea wat er is hersteld.'],
  ['setChangeReason', 'De reden is bewaard.'],
])

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, url, actor, now } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const asked = (name: string) => url.searchParams.get(name)
  const gaps = await gapsOfVersion(db, process)
  const since: { compared: Comparison | null } = { compared: null }
  const view = await planView(
    db,
    process,
    actor,
    {
      ...{ version: asked('versie'), part: asked('onderdeel') ?? '', only: asked('toon') },
      words: (asked('zoek') ?? '').slice(0, 200),
    },
    (plan, compared) => {
      since.compared = compared
      return gaps ? gapParts(gaps, plan.versionId) : new Map()
    },
  )
  const part = view.part?.isHeading ? null : (view.part ?? view.gone)
  const { compared } = since
  const words = asked(POINT_WORDS)
  const looking = { accountId: actor.id, today: today(now) }
  const said = saidHere(visit)
  const pieces = Number(said?.facts.pieces ?? 1)
  const fact = (name: string) => (typeof said?.facts[name] === 'string' ? said.facts[name] : null)
  return {
    ...view,
    pressed: fact('pressed'),
    undone: said?.code === 'undoEdit' ? fact('edit') : null,
    says: pieces > 1 ? `Bewaard, in ${pieces} alinea’s.` : (says.get(said?.code ?? '') ?? null),
    mayCorrect: hasInnerRole(actor, 'approver'),
    gaps: gaps && countGaps(gaps),
    unwritten: (await openAmendments(db, process)).unwritten,
    reason: compared && part && (await reasonView(db, process, compared, { part: part.id, taken: asked('punt') })),
    taken: asked('punt'),
    picking: { asked: words, ...(await findPoints(db, process, words ?? '', looking)) },
    maySet: hasInnerRole(actor, 'approver') || (hasInnerRole(actor, 'processor') && !isReadOrBefore(view)),
  }
})

/** Whether people read the version that is shown, or one after it: then only an approver still says why it changed. */
const isReadOrBefore = ({ versions, version }: PlanView) =>
  versions.some(({ isRead, ordinal }) => isRead && version !== null && version.ordinal <= ordinal)

export const action = formAction('official', {
  acts: [
    importPlan,
    correctPlan,
    writeParagraph,
    addParagraphs,
    removePart,
    movePart,
    undoEdit,
    redoEdit,
    correctError,
    setChangeReason,
    importVersion,
    beginRevision,
    discardVersion,
  ],
  // Who comes from a point changes the words for it.
  given({ url }): Record<string, string> {
    const point = url.searchParams.get('punt')
    return point ? { point } : {}
  },
  done: {
    importPlan: ({ changed }, { visit }) => ({
      to: paths.official.process.plan(visit.params.slug ?? ''),
      say: changed ? 'importPlan' : 'sameFile',
    }),
    correctPlan: ({ correction, part, next }, { visit }) =>
      next === null ? { to: opened(visit, part), facts: { pressed: correction } } : goneOn(visit, next),
    writeParagraph: ({ part, changed, pieces, next }, { visit }) =>
      next === null
        ? {
            to: opened(visit, part),
            say: changed ? 'writeParagraph' : 'same',
            facts: { pieces: changed ? pieces : 1 },
          }
        : goneOn(visit, next),
    addParagraphs: ({ part }, { visit }) => ({ to: opened(visit, part) }),
    removePart: ({ part, changed }, { visit }) => ({ to: opened(visit, part), say: changed ? 'removePart' : 'gone' }),
    movePart: ({ part, to }, { visit }) => ({ to: opened(visit, part), facts: { pressed: to } }),
    undoEdit: ({ part, edit, changed }, { visit }) => ({
      to: opened(visit, part),
      say: changed ? 'undoEdit' : 'undone',
      facts: { edit },
    }),
    redoEdit: ({ part }, { visit }) => ({ to: opened(visit, part) }),
    correctError: ({ part }, { visit }) => ({ to: opened(visit, part) }),
    setChangeReason: ({ part }, { visit }) => ({ to: opened(visit, part) }),
    // What is doubtful is asked at once.
    importVersion: ({ changed, doubtful }, { visit: { params } }) => ({
      to: paths.official.process[doubtful > 0 ? 'planCompare' : 'plan'](params.slug ?? ''),
      say: changed ? 'importVersion' : 'sameVersion',
      facts: { doubtful },
    }),
    beginRevision: (_, { visit: { params } }) => ({ to: paths.official.process.plan(params.slug ?? '') }),
    discardVersion: (_, { visit: { params } }) => ({ to: paths.official.process.plan(params.slug ?? '') }),
  },
})

type Asked = { params: { slug?: string | undefined }; url: URL }

/** The page with the next part opened, and the focus on it in the list. */
const goneOn = (asked: Asked, next: string) => ({ to: opened(asked, next), say: 'next', facts: { pressed: 'next' } })

/**
 * The page with this part opened, and the list as it was narrowed. It ends in a fragment that is nowhere on the page: without one a browser
 * keeps that of the form's own address, and does not give the focus to what the page says was done.
 */
function opened({ params, url }: Asked, part: string | null): string {
  const kept = (name: string) => url.searchParams.get(name) || undefined
  const to = withQuery(paths.official.process.plan(params.slug ?? ''), {
    versie: kept('versie'),
    onderdeel: part ?? kept('onderdeel'),
    zoek: kept('zoek'),
    toon: kept('toon'),
    punt: kept('punt'),
  })
  return `${to}#${DONE}`
}

const acts = [
  ...[
    'correctPlan',
    'writeParagraph',
    'addParagraphs',
    'removePart',
    'movePart',
    'undoEdit',
    'redoEdit',
    'correctError',
  ],
]
/** Buttons that are pressed more than once on a row: the focus stays on them; after the next one it is in the list. */
const keptFocus = ['up', 'down', 'promote', 'demote', 'next']

const whoSays = 'Bewoners lezen deze versie al. Alleen een vaststeller kan nog zeggen waarom er iets is veranderd.'

/** Where gaps of a kind are seen: points at the desk, parts in the list. */
const gapPath = (place: EditorPlace, kind: keyof GapCounts) =>
  kind === 'withoutChange'
    ? `${paths.official.process.points(place.slug)}?${deskQuery(withValue(allPoints, 'attention', 'withoutChange'))}`
    : placePath({ ...place, filter: { words: '', only: kind } })

export default function Plan() {
  const view = useLoaderData<typeof loader>()
  const { slug, title, plan, mayEdit, part, places, steps, undo, undone, pressed, version, versions } = view
  const edit = useForm(acts)
  const { words, ...errors } = edit.errors
  const field = edit.answer?.act === 'addParagraphs' ? NEW_WORDS : 'words'
  const isAnswered = edit.answer !== null
  const notices =
    undone !== null && !isAnswered ? (
      <UndoneEdit edit={undone} />
    ) : (
      <FormNotices
        errors={words === undefined ? errors : { ...errors, [field]: words }}
        saved={view.says !== null && !isAnswered}
        says={view.says ?? ''}
        quiet={pressed !== null && keptFocus.includes(pressed)}
        kept="Er is niets veranderd. Wat u hebt getypt, staat er nog."
      />
    )
  const { gone, reason, taken, gaps, unwritten, picking } = view
  const open = part?.id ?? gone?.id ?? null
  const place = { slug, version: view.shownVersion, open, filter: view.filter, point: taken }
  if (!view.isEditor || !plan) return <PlanOverview view={view} place={place} notices={notices} />
  const typed = part === null ? edit.value('words') || edit.value('heading') : ''
  return (
    <PlanBench
      view={{
        ...{ place, title, headings: plan.headings, counts: plan.counts, steps, mayEdit },
        ...{ canUndo: undo !== null, focusList: pressed === 'next' && !isAnswered },
      }}
      bar={
        <>
          {version && <VersionSwitch slug={slug} versions={versions} current={version.ordinal} />}
          <BenchLinks slug={slug} mayEdit={mayEdit} />
        </>
      }
      gaps={
        version?.isForEditors
          ? [...amendmentLinks(unwritten, slug), ...(gaps ? gapLinks(gaps, (kind) => gapPath(place, kind)) : [])]
          : []
      }
      aside={
        reason && (
          <>
            <form id={POINT_SEARCH} method="get">
              {[...new URLSearchParams(placePath(place).split('?')[1])].map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
            </form>
            <ReasonPane
              key={reason.part}
              {...{ view: reason, slug, picking }}
              maySet={view.maySet || whoSays}
              letGoHref={placePath({ ...place, point: null })}
            />
          </>
        )
      }
    >
      {notices}
      {gone ? (
        <GonePart part={gone} undo={undo} />
      ) : part === null ? (
        <PartGone words={typed} undo={undo} />
      ) : mayEdit ? (
        <OpenedPart
          key={part.id}
          {...{ part, places, undo, next: steps.next, pressed: isAnswered ? null : pressed }}
          closeHref={placePath(place)}
        />
      ) : (
        <FixedPart key={part.id} {...{ part }} canCorrect={view.canCorrect} mayCorrect={view.mayCorrect} />
      )}
    </PlanBench>
  )
}
