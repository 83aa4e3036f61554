import { useActionData } from '@remix-run/react'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { PublicWordsText } from '#app/features/points/PublicWordsText.tsx'
import { WorkHead } from '#app/features/points/WorkHead.tsx'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { Fold, Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { StackedBar } from '#app/ui/Shares.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { ResponsiveTable } from '#app/ui/Table.tsx'
import { Findings } from './Findings.tsx'
import { Gaps } from './Gaps.tsx'
import { ProvisionalRedactions } from './ProvisionalRedactions.tsx'
import { PublicationFields } from './PublicationFields.tsx'
import { Published, Sign } from './PublishAside.tsx'
import type { PublishView } from './publish-view.server.ts'

/** The acts whose answers stand at their own form. */
const ownForms = ['publishPublication', 'changePublication']

/** The gate of a publication: what is missing, what will happen, and the one button. Afterwards: what happened. */
export function PublishPage({ view }: { view: PublishView & { said: string | null } }) {
  const refused = useActionData<FormAnswer>()
  const { process, work, counts, gaps, isPublished, missing, said, publication } = view
  const isOpen = !isPublished && !view.isWithdrawn
  const general =
    refused && (ownForms.includes(refused.act) ? refused.errors[''] : Object.values(refused.errors).join(' '))
  return (
    <Page wrap={false} className="sm-page">
      <WorkHead process={process} counts={work} current="publiceren" title={titleOf(view)}>
        <p className="lede">{ledeOf(view)}</p>
        {counts.points > 0 && isOpen && (
          <StackedBar
            label={`${figure(counts.released)} van ${figure(counts.points)} punten zijn klaar en vrijgegeven`}
            parts={[
              { level: 'solid', count: counts.released },
              { level: 'empty', count: counts.points - counts.released },
            ]}
          />
        )}
        <p className="small soft">
          <a href={paths.official.process.publish(process.slug)}>Alle publicaties</a> › {publication.title}
        </p>
      </WorkHead>
      {refused && general && (
        <div className="under-4">
          <Notice
            kind="error"
            live
            title={refused.act === 'publishPublication' ? 'De antwoorden zijn niet openbaar gemaakt' : 'Dit ging niet'}
          >
            {refused.errors.reason ? (
              <a href={`#reden-${refused.values.findingId?.[0]}`}>{refused.errors.reason}</a>
            ) : (
              general
            )}
          </Notice>
        </div>
      )}
      {said && !refused && (
        <div className="under-3">
          <StatusMessage>{said}</StatusMessage>
        </div>
      )}
      <div className="sm-gate">
        <div className="sm-col">
          {isOpen && missing > gaps.findings.count + gaps.provisional.count && <Gaps view={view} />}
          {isOpen && <Findings findings={gaps.findings} slug={process.slug} mayDecide={view.mayAnswer} said={null} />}
          {isOpen && (
            <ProvisionalRedactions
              provisional={gaps.provisional}
              mark={view.marks.toMakeFinal}
              slug={process.slug}
              publicationId={publication.id}
              accountId={view.accountId}
              mayDecide={view.mayAnswer}
            />
          )}
          {isOpen && <WhatIsFine view={view} />}
          {view.preview.length > 0 && !view.isWithdrawn && <Preview view={view} />}
          {isOpen && view.mayPrepare && <Change view={view} />}
        </div>
        {isPublished ? <Published view={view} /> : view.isWithdrawn ? null : <Sign view={view} />}
      </div>
    </Page>
  )
}

const figure = (value: number) => value.toLocaleString('nl-NL')

function titleOf({ isPublished, isWithdrawn, blocked, counts, missing, publication, gaps }: PublishView): string {
  if (isPublished) return publication.title
  if (isWithdrawn) return 'Dit traject is ingetrokken'
  if (missing > 0 && missing === gaps.findings.count)
    return missing === 1 ? 'Bijna klaar: 1 gegeven te bekijken' : `Bijna klaar: ${figure(missing)} gegevens te bekijken`
  if (missing > 0)
    return missing === 1 ? 'Bijna klaar: er ontbreekt 1 ding' : `Er ontbreken nog ${figure(missing)} dingen`
  if (blocked) return 'Nog niet te publiceren'
  return counts.contributions === 0 ? 'Er is niets binnengekomen' : 'Alles is klaar om te publiceren'
}

function ledeOf({ counts, isPublished, isWithdrawn, publication, missing }: PublishView): string {
  if (isPublished)
    return `Openbaar op ${publication.publishedAt}, over ${publication.sources}. Iedereen kan lezen wat er met elk punt is gedaan.`
  if (isWithdrawn) return 'Deze antwoorden komen niet op de website. De inbreng blijft bewaard.'
  if (counts.contributions === 0) return `Niemand gaf iets voor ${publication.sources}.`
  if (missing === 0)
    return `Antwoorden op ${publication.sources}. Kijk hieronder hoe het er komt te staan. Na de knop kan iedereen het meteen lezen.`
  return `Antwoorden op ${publication.sources}. Elk punt heeft een antwoord nodig dat door alle stappen is, en een vrijgave. Van de ${figure(counts.points)} ${counts.points === 1 ? 'punt is' : 'punten zijn'} er ${figure(counts.released)} klaar en vrijgegeven.`
}

function Change({ view: { publication } }: { view: PublishView }) {
  const form = useForm('changePublication', {
    ...{ rounds: publication.rounds, title: publication.title },
    ...{ plannedOn: publication.plannedOn, note: publication.note, seen: publication.mark },
  })
  return (
    <section className="sm-sec" aria-labelledby="wijzig">
      <h2 id="wijzig">Over deze publicatie</h2>
      <p className="soft gap-1">
        Over {publication.sources}
        {publication.plannedOn && `, gepland op ${publication.plannedOn}`}
        {publication.createdBy && `, gemaakt door ${publication.createdBy}`}.
      </p>
      <Fold summary="Wijzig deze publicatie" open={form.answer !== null}>
        <form method="post" className="form" noValidate>
          <input type="hidden" name="publicationId" value={publication.id} />
          <input type="hidden" name="seen" value={form.value('seen')} />
          {form.errors[''] && <Notice kind="error">{form.errors['']}</Notice>}
          <PublicationFields form={form} />
          <Buttons>
            <Button name="act" value="changePublication">
              Bewaar
            </Button>
            <Button variant="subtle" name="act" value="removePublication">
              Haal deze publicatie weg
            </Button>
          </Buttons>
        </form>
      </Fold>
    </section>
  )
}

function WhatIsFine({ view: { counts, gaps, needsTwo } }: { view: PublishView }) {
  const fine = [
    counts.contributions > 0 && gaps.unsplit.count === 0 && 'Alle inbreng is gesplitst',
    counts.points > 0 &&
      gaps.unanswered.count === 0 &&
      (counts.points === 1
        ? 'Het punt heeft een antwoord'
        : `Alle ${figure(counts.points)} punten hebben een antwoord`),
    counts.points > 0 && gaps.unanswered.count === 0 && gaps.incomplete.count === 0 && 'Elk antwoord is compleet',
    counts.points > 0 && gaps.unanswered.count + gaps.unapproved.count === 0 && 'Elk antwoord is door alle stappen',
    counts.points > 0 && counts.released === counts.points && 'Elk punt is vrijgegeven',
    needsTwo && counts.points > 0 && gaps.provisional.count === 0 && 'Twee ambtenaren keken naar wat is weggelaten',
    // Of what is still to be split nobody knows yet.
    counts.points > 0 &&
      gaps.unsplit.count === 0 &&
      gaps.findings.count + gaps.findings.unsearched === 0 &&
      'Wat wij vonden van personen, is bekeken. Namen van anderen herkennen wij niet: lees die zelf na',
  ].filter((line) => line !== false)
  if (fine.length === 0) return null
  return (
    <section className="sm-sec" aria-labelledby="in-orde">
      <h2 id="in-orde">Wat in orde is</h2>
      <ul className="sm-okl">
        {fine.map((line) => (
          <li key={line}>
            <Icon name="check" />
            <span>{line}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Preview({ view }: { view: PublishView }) {
  const { preview, counts, isPublished, process } = view
  const total = counts.points
  const shown = preview.reduce((sum, { points }) => sum + points.length, 0)
  return (
    <section className="sm-sec" aria-labelledby="voorbeeld">
      <div className="sm-sec__head">
        <h2 id="voorbeeld">{isPublished ? 'Zo staat het er' : 'Zo komt het er te staan'}</h2>
        <span className="small soft">
          {figure(shown)} van {figure(total)} {total === 1 ? 'punt' : 'punten'}
        </span>
      </div>
      <ResponsiveTable
        caption="De eerste punten zoals iedereen ze leest"
        columns={[
          { label: 'Nr.', kind: 'lead' },
          { label: 'Indiener', kind: 'who' },
          { label: 'Punt', kind: 'wide' },
          { label: 'Wat is ermee gedaan?' },
        ]}
        rows={preview.flatMap(({ name, points }) =>
          points.map((point) => ({
            key: point.id,
            cells: [
              point.number,
              name,
              <PublicWordsText key="punt" words={point.words} form={point.form} />,
              <>
                <p>
                  <DispositionBadge disposition={point.disposition} to={point.forwardedTo} />
                </p>
                {point.reply !== '' && (
                  <p className="wk-two" dir="auto">
                    {point.reply}
                  </p>
                )}
              </>,
            ],
          })),
        )}
      />
      <p className="gap-2">
        <GoLink
          href={isPublished ? paths.public.answered(process.slug) : paths.official.process.points(process.slug)}
          arrow
        >
          {isPublished ? 'Bekijk alle antwoorden' : 'Loop alle punten nog eens na'}
        </GoLink>
      </p>
    </section>
  )
}
