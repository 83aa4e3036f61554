import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { Handle } from '#app/root.tsx'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { setChangeReason } from '#app/features/changes/set-change-reason.server.ts'
import { NEW_WORDS } from '#app/features/plans/editing/AddParagraphs.tsx'
import { AboutPlan } from '#app/features/plans/AboutPlan.tsx'
import { FixedPart } from '#app/features/plans/editing/FixedPart.tsx'
import { KeptWords } from '#app/features/plans/editing/KeptWords.tsx'
import { leftoversOf } from '#app/features/plans/editing/leftovers.ts'
import { openPart, placesToMoveTo } from '#app/features/plans/editing/open-part.server.ts'
import { OpenedPart } from '#app/features/plans/editing/OpenedPart.tsx'
import { partList } from '#app/features/plans/editing/part-list.ts'
import { DONE, placePath, PlanEditor } from '#app/features/plans/editing/PlanEditor.tsx'
import { correctError } from '#app/features/plans/errata/correct-error.server.ts'
import { headingOf } from '#app/features/plans/plan-outline.ts'
import { PlanUpload } from '#app/features/plans/PlanUpload.tsx'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { compareVersions } from '#app/features/plans/versions/compare-versions.server.ts'
import { beginRevision, discardVersion } from '#app/features/plans/versions/begin-revision.server.ts'
import { NextVersion } from '#app/features/plans/versions/NextVersion.tsx'
import { askedVersion, planVersions } from '#app/features/plans/versions/version-list.server.ts'
import { versionSays } from '#app/features/plans/versions/version-words.ts'
import { VersionSwitch } from '#app/features/plans/versions/VersionSwitch.tsx'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import { paths, withQuery } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { Fold, Notice } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import {
  addParagraphs,
  correctPlan,
  importPlan,
  importVersion,
  movePart,
  removePart,
  writeParagraph,
} from '#app/room-parts.server.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import editorStyles from '#app/features/plans/editing/plan-editor.css?url'
import versionStyles from '#app/features/plans/versions/versions.css?url'

export const links = () => stylesheets(editorStyles, versionStyles)
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
  ...versionSays,
  ['correctError', 'Hersteld. Lezers zien bij de alinea wat er is hersteld.'],
  ['setChangeReason', 'De reden is bewaard.'],
])

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, url, actor } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const { slug, title, state } = process
  const versions = await planVersions(db, process)
  const asked = url.searchParams.get('onderdeel') ?? ''
  const version = askedVersion(versions, url.searchParams.get('versie'))
  const plan = version && (await storedPlan(db, process, { id: version.id }))
  const compared = plan?.previousId ? await compareVersions(db, process, plan) : null
  const filter = {
    words: (url.searchParams.get('zoek') ?? '').slice(0, 200),
    onlyChanged: url.searchParams.get('toon') === 'veranderd' && compared !== null,
  }
  const said = saidHere(visit)
  const pieces = Number(said?.facts.pieces ?? 1)
  const since = compared && { old: compared.old.paragraphs, lines: compared.lines }
  const whole = plan && partList(plan.blocks, since, null, { words: '', onlyChanged: false })
  const mayEdit = version?.isOpen ?? false
  const part = plan && openPart(plan, compared, asked)
  return {
    ...{ slug, title, filter, isReleased: state !== 'draft', mayEdit, versions, version },
    shownVersion: url.searchParams.get('versie'),
    next:
      plan && version?.isForEditors && (state !== 'draft' || version.ordinal > 1)
        ? { isAdopted: plan.kind === 'adopted', seen: plan.seen }
        : null,
    pressed: typeof said?.facts.pressed === 'string' ? said.facts.pressed : null,
    says: pieces > 1 ? `Bewaard, in ${pieces} alinea’s.` : (says.get(said?.code ?? '') ?? null),
    plan: plan &&
      whole && {
        ...{ title: plan.title, fileName: plan.fileName, warnings: plan.warnings },
        importedAt: formatDateTime(plan.createdAt),
        sizes: whole.map(({ level, paragraphs }) => ({ level, paragraphs })),
        changed: compared && whole.reduce((sum, { changed }) => sum + changed, 0),
        leftovers: mayEdit ? leftoversOf(plan.blocks).length : 0,
        headings: partList(plan.blocks, since, headingOf(plan.blocks, asked), filter),
      },
    part,
    places: plan && part && mayEdit ? placesToMoveTo(plan.blocks, part.id) : [],
    mayCorrect: hasInnerRole(actor, 'approver'),
    canCorrect: version !== null && version.isRead && !mayEdit,
  }
})

export const action = formAction('official', {
  acts: [
    importPlan,
    correctPlan,
    writeParagraph,
    addParagraphs,
    removePart,
    movePart,
    correctError,
    setChangeReason,
    importVersion,
    beginRevision,
    discardVersion,
  ],
  done: {
    importPlan: ({ changed }, { visit }) => ({
      to: paths.official.process.plan(visit.params.slug ?? ''),
      say: changed ? 'importPlan' : 'sameFile',
    }),
    correctPlan: ({ correction, part }, { visit }) => ({ to: opened(visit, part), facts: { pressed: correction } }),
    writeParagraph: ({ part, changed, pieces }, { visit }) => ({
      to: opened(visit, part),
      say: changed ? 'writeParagraph' : 'same',
      facts: { pieces: changed ? pieces : 1 },
    }),
    addParagraphs: ({ part }, { visit }) => ({ to: opened(visit, part) }),
    removePart: ({ part, changed }, { visit }) => ({ to: opened(visit, part), say: changed ? 'removePart' : 'gone' }),
    movePart: ({ part, to }, { visit }) => ({ to: opened(visit, part), facts: { pressed: to } }),
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

/**
 * The page with this part opened, and the list as it was narrowed. It ends in a fragment that is nowhere on the page: without one a browser
 * keeps that of the form's own address, and does not give the focus to what the page says was done.
 */
function opened({ params, url }: { params: { slug?: string | undefined }; url: URL }, part: string): string {
  const kept = (name: string) => url.searchParams.get(name) || undefined
  const to = withQuery(paths.official.process.plan(params.slug ?? ''), {
    versie: kept('versie'),
    onderdeel: part,
    zoek: kept('zoek'),
    toon: kept('toon'),
  })
  return `${to}#${DONE}`
}

const acts = ['correctPlan', 'writeParagraph', 'addParagraphs', 'removePart', 'movePart', 'correctError']
/** Buttons that are pressed more than once on a row: the focus stays on them. */
const keptFocus = ['up', 'down', 'promote', 'demote']

export default function Plan() {
  const {
    slug,
    plan,
    mayEdit,
    isReleased,
    mayCorrect,
    filter,
    shownVersion,
    part,
    places,
    pressed,
    canCorrect,
    versions,
    version,
    next,
    says: saved,
  } = useLoaderData<typeof loader>()
  const upload = useForm('importPlan')
  const { file: fileError, ...other } = upload.errors
  const edit = useForm(acts)
  const { words, ...errors } = edit.errors
  const field = edit.answer?.act === 'addParagraphs' ? NEW_WORDS : 'words'
  const notices = (
    <FormNotices
      errors={words === undefined ? errors : { ...errors, [field]: words }}
      saved={saved !== null && edit.answer === null}
      says={saved ?? ''}
      quiet={pressed !== null && keptFocus.includes(pressed)}
      kept="Er is niets veranderd. Wat u hebt getypt, staat er nog."
    />
  )
  const place = { slug, version: shownVersion, open: part?.id ?? null, filter }
  const typed = part === null ? edit.value('words') || edit.value('heading') : ''
  return (
    <div className="stack">
      {version && <VersionSwitch slug={slug} versions={versions} current={version.ordinal} />}
      <section className="sm-sec stack" aria-labelledby="tekst">
        <h2 id="tekst" className="read">
          Plan en tekst
        </h2>
        <FormNotices
          errors={fileError ? { ...other, plan: fileError } : other}
          saved={false}
          kept="Er is niets veranderd."
        />
        {part === null && notices}
        {typed !== '' && <KeptWords words={typed} />}
        {plan && <AboutPlan slug={slug} plan={plan} mayEdit={mayEdit} />}
        {!mayEdit && plan ? (
          <Notice kind="info" title="Deze versie van het plan ligt vast">
            <p>
              {isReleased && !canCorrect
                ? 'Er is al een volgende versie van gemaakt of over besloten, daarom verandert deze tekst niet meer.'
                : 'Bewoners lezen deze tekst en reageren erop, daarom verandert die niet meer. Wilt u het plan aanpassen? Maak dan een volgende versie: lees het aangepaste document in. Wat bewoners bij deze tekst schreven, blijft erbij staan.'}
            </p>
            {canCorrect && (
              <p>Een kennelijke fout, zoals een typefout, herstelt u bij de alinea zelf met een erratum.</p>
            )}
          </Notice>
        ) : plan && version && version.ordinal > 1 ? null : plan ? (
          <Fold summary="Een ander bestand uploaden" open={fileError !== undefined}>
            <PlanUpload error={fileError} isMissing={false} replaces />
          </Fold>
        ) : (
          <PlanUpload error={fileError} isMissing replaces={false} />
        )}
      </section>
      {next && version && <NextVersion slug={slug} version={version} {...next} />}
      {plan && (
        <section className="sm-sec stack" aria-labelledby="indeling">
          <h2 id="indeling">Tekst per kop en alinea</h2>
          <div className="links">
            {mayEdit && (
              <GoLink href={paths.official.process.planHeadings(slug)} icon="indent">
                Koppen in één keer
              </GoLink>
            )}
            <GoLink href={paths.official.process.planActionItems(slug)} icon="list">
              Actiepunten
            </GoLink>
          </div>
          <PlanEditor
            place={place}
            headings={plan.headings}
            counts={{ all: plan.sizes.reduce((sum, { paragraphs }) => sum + paragraphs, 0), changed: plan.changed }}
          >
            {part === null ? (
              <p className="soft" id="onderdeel-kop">
                Kies een kop om de alinea’s eronder te zien, en een alinea om die te {mayEdit ? 'bewerken' : 'lezen'}.
              </p>
            ) : (
              <>
                {notices}
                {mayEdit ? (
                  <OpenedPart
                    key={part.id}
                    {...{ part, places, pressed: edit.answer ? null : pressed }}
                    closeHref={placePath(place)}
                  />
                ) : (
                  <FixedPart key={part.id} {...{ part, canCorrect, mayCorrect }} />
                )}
              </>
            )}
          </PlanEditor>
        </section>
      )}
    </div>
  )
}
