import { useActionData } from '@remix-run/react'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { PublicWordsText } from '#app/features/points/PublicWordsText.tsx'
import { WorkHead } from '#app/features/points/WorkHead.tsx'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink, GoLink } from '#app/ui/Button.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { StackedBar } from '#app/ui/Shares.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { ResponsiveTable } from '#app/ui/Table.tsx'
import { Findings } from './Findings.tsx'
import { Gaps } from './Gaps.tsx'
import { Published, Sign } from './PublishAside.tsx'
import type { PublishView } from './publish-view.server.ts'

/** The gate: what is missing, what will happen, and the one button. Afterwards: what happened. */
export function PublishPage({ view }: { view: PublishView & { said: string | null } }) {
  const refused = useActionData<FormAnswer>()
  const { process, counts, gaps, isPublished, said } = view
  const missing =
    gaps.unsplit.count + gaps.unanswered.count + gaps.incomplete.count + (isPublished ? 0 : gaps.findings.count)
  return (
    <Page wrap={false} className="sm-page">
      <WorkHead process={process} counts={counts} current="publiceren" title={titleOf(view, missing)}>
        <p className="lede">{ledeOf(view)}</p>
        {counts.points > 0 && !view.isWithdrawn && (
          <StackedBar
            label={`${counts.answered} van ${counts.points} punten hebben een antwoord`}
            parts={[
              { level: 'solid', count: counts.answered },
              { level: 'empty', count: counts.points - counts.answered },
            ]}
          />
        )}
      </WorkHead>
      {refused && (
        <div className="under-4">
          <Notice
            kind="error"
            live
            title={refused.act === 'publishAnswers' ? 'De antwoorden zijn niet openbaar gemaakt' : 'Dit ging niet'}
          >
            {refused.errors.reason ? (
              <a href={`#reden-${refused.values.findingId?.[0]}`}>{refused.errors.reason}</a>
            ) : (
              Object.values(refused.errors).join(' ')
            )}
          </Notice>
        </div>
      )}
      {said && !refused && gaps.findings.count === 0 && (
        <div className="under-3">
          <StatusMessage>{said}</StatusMessage>
        </div>
      )}
      <div className="sm-gate">
        <div className="sm-col">
          {view.isDraft && (
            <p>
              <ButtonLink href={paths.official.process.release(process.slug)}>Naar vrijgeven</ButtonLink>
            </p>
          )}
          {missing > gaps.findings.count && !view.isWithdrawn && <Gaps gaps={gaps} slug={process.slug} />}
          {!isPublished && !view.isWithdrawn && (
            <Findings
              findings={gaps.findings}
              slug={process.slug}
              mayDecide={view.mayAnswer}
              said={refused ? null : said}
            />
          )}
          {!view.isWithdrawn && <WhatIsFine view={view} />}
          {view.total > 0 && !view.isWithdrawn && <Preview view={view} />}
        </div>
        {isPublished ? (
          <Published view={view} />
        ) : view.isDraft || view.isWithdrawn ? null : (
          <Sign view={view} missing={missing} />
        )}
      </div>
    </Page>
  )
}

function titleOf({ isPublished, isWithdrawn, blocked, counts, gaps }: PublishView, missing: number): string {
  if (isPublished) return 'De antwoorden zijn openbaar'
  if (isWithdrawn) return 'Dit traject is ingetrokken'
  if (missing > 0 && missing === gaps.findings.count)
    return missing === 1 ? 'Bijna klaar: 1 gegeven te bekijken' : `Bijna klaar: ${missing} gegevens te bekijken`
  if (missing > 0) return missing === 1 ? 'Bijna klaar: er ontbreekt 1 ding' : `Er ontbreken nog ${missing} dingen`
  if (blocked) return 'Nog niet te publiceren'
  return counts.contributions === 0 ? 'Er zijn geen reacties ontvangen' : 'Alles is klaar om te publiceren'
}

function ledeOf({ counts, gaps, isPublished, isDraft, isWithdrawn, publishedOn }: PublishView): string {
  if (isPublished) return `Sinds ${publishedOn} kan iedereen lezen wat er met elk punt is gedaan.`
  if (isWithdrawn) return 'Er komen geen antwoorden op de website. De reacties blijven bewaard.'
  if (isDraft) return 'Geef het traject eerst vrij. Daarna komen er reacties binnen, en die beantwoordt u hier.'
  if (counts.contributions === 0) return 'Ook dat maakt u openbaar: niemand heeft gereageerd.'
  if (gaps.findings.count > 0 && counts.points === counts.answered)
    return 'Elk punt heeft een antwoord. Bekijk nog wat van een persoon kan zijn, voordat iedereen het leest.'
  if (counts.points === counts.answered && counts.split === counts.contributions) {
    if (gaps.findings.count > 0)
      return 'Elk punt heeft een antwoord. Bekijk nu wat er van personen in staat: daarna kunt u publiceren.'
    return 'Kijk hieronder hoe het er komt te staan. Na de knop kan iedereen het meteen lezen.'
  }
  return `Elk punt heeft een besluit en een antwoord nodig. Van de ${counts.points} ${counts.points === 1 ? 'punt is' : 'punten zijn'} er ${counts.answered} beantwoord.`
}

function WhatIsFine({ view: { counts, gaps, isPublished } }: { view: PublishView }) {
  const fine = [
    counts.contributions > 0 && gaps.unsplit.count === 0 && 'Alle inbreng is gesplitst',
    counts.points > 0 &&
      gaps.unanswered.count === 0 &&
      (counts.points === 1 ? 'Het punt heeft een antwoord' : `Alle ${counts.points} punten hebben een antwoord`),
    counts.points > 0 && gaps.unanswered.count === 0 && gaps.incomplete.count === 0 && 'Elk antwoord is compleet',
    // Of what is still to be split nobody knows yet.
    counts.points > 0 &&
      gaps.unsplit.count === 0 &&
      gaps.findings.count + gaps.findings.unsearched === 0 &&
      'Wat wij vonden van personen, is bekeken. Namen van anderen herkennen wij niet: lees die zelf na',
  ].filter((line) => line !== false)
  if (fine.length === 0 || isPublished) return null
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
  const { preview, total, isPublished, process } = view
  const shown = preview.reduce((sum, { points }) => sum + points.length, 0)
  return (
    <section className="sm-sec" aria-labelledby="voorbeeld">
      <div className="sm-sec__head">
        <h2 id="voorbeeld">{isPublished ? 'Zo staat het er' : 'Zo komt het er te staan'}</h2>
        <span className="small soft">
          {shown} van {total} {total === 1 ? 'punt' : 'punten'}
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
